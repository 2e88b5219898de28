/*
 * What waits at this station to be sent, in the browser's own database: it survives a reload, a crash and a day without
 * power. Each entry goes with a key of its own, so that the server does it once however often it is sent.
 */

const asPromise = (request) =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })

let opened

/** One database for all desks; made at first use. */
function database() {
  if (opened) return opened
  const request = indexedDB.open('backhaul-station', 1)
  request.addEventListener('upgradeneeded', () =>
    request.result.createObjectStore('waiting', { keyPath: 'no', autoIncrement: true }),
  )
  opened = asPromise(request)
  return opened
}

const store = async (mode) => (await database()).transaction('waiting', mode).objectStore('waiting')

/** An entry with the key that it is sent under. `kind` tells what it is: `scan`, `audit`, `found`. */
export const entryOf = (entry) => ({ key: crypto.randomUUID(), at: new Date().toISOString(), ...entry })

/** Keeps an entry and gives it back with its place. */
export const keep = async (entry) => ({
  ...entry,
  no: await asPromise((await store('readwrite')).add(entry)),
})

/** Everything that waits, the first first. */
export const waiting = async () => asPromise((await store('readonly')).getAll())

/** Writes down what has become known of an entry. */
export const note = async (entry) => asPromise((await store('readwrite')).put(entry))

/** Lets an entry go that the server has answered for. */
export const done = async ({ no }) => asPromise((await store('readwrite')).delete(no))
