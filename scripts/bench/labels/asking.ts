/**
 * Asks a server for a page and for an answer of its API by turns, forty times a second, and writes the 95th of a hundred
 * times in milliseconds. A time counts from when the question was due: a server that stalls is not asked less for it.
 */
import { setTimeout as pause } from 'node:timers/promises'

const [url = '', seconds = '1'] = process.argv.slice(2)
const paths = ['/', '/api/programmes/dk-workstation-trade-in-open']
const everyMs = 25
const took: number[] = []
const over = new AbortController()
process.stdin.resume().once('end', () => over.abort())

async function ask(path: string, due: number): Promise<void> {
  const answer = await fetch(url + path)
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`)
  took.push(performance.now() - due)
}

const begun = performance.now()
const answers: Promise<void>[] = []
for (let n = 0; !over.signal.aborted && n * everyMs < Number(seconds) * 1000; n += 1) {
  const due = begun + n * everyMs
  await pause(Math.max(0, due - performance.now()))
  answers.push(ask(paths[n % paths.length] ?? '/', due))
}
await Promise.all(answers)
const sorted = took.toSorted((one, other) => one - other)
console.log(sorted[Math.ceil(sorted.length * 0.95) - 1])
process.exit()
