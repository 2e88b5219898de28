/** What the set-ups of a run have opened, closed after its last test or on Ctrl-C. */

/** @type {(() => void | Promise<void>)[]} */
const endings = []

/** @param {() => void | Promise<void>} ending */
export function atEnd(ending) {
  if (endings.push(ending) > 1) return
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void endTests().then(() => process.exit(130)))
}

export default async function endTests() {
  for (const ending of endings.splice(0)) await ending()
}
