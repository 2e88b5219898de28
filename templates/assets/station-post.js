/*
 * How an entry of the queue goes to the server: a scan as it is, an inspection or something found behind its photos. Knows addresses and how
 * long to wait; what an answer means is for others.
 */
import { note } from './station-queue.js'

/** Milliseconds. A photo of ten megabytes takes a while on a warehouse's radio. */
const patience = { scan: 10_000, photo: 90_000, audit: 20_000, found: 20_000 }

/** The server's answer to an entry. @throws when the network fails. */
export const post = (entry) => posts[entry.kind](entry)

const postScan = ({ key, scanned, condition, cage, at }) =>
  postJson('/desk/receive/scans', key, { scanned, condition, at, ...(cage && { cage }) }, patience.scan)

/** Each photo that has arrived is noted, so that none is sent again when the network fails behind it. Gives the first refusal. */
async function postPhotos(entry) {
  while (entry.files.length > 0) {
    const [{ kind, file }] = entry.files
    const form = new FormData()
    form.append('kind', kind)
    form.append('file', file, file.name)
    const signal = AbortSignal.timeout(patience.photo)
    const answer = await fetch('/api/evidence', { method: 'POST', body: form, signal })
    if (!answer.ok) return answer
    entry.photos.push((await answer.json()).id)
    entry.files.shift()
    await note(entry)
  }
  return undefined
}

async function postAudit(entry) {
  const refusal = await postPhotos(entry)
  if (refusal) return refusal
  const { key, action, typed, photos, turn } = entry
  return postJson(`${action}/records`, key, { typed, photos, turn }, patience.audit)
}

async function postFound(entry) {
  const refusal = await postPhotos(entry)
  if (refusal) return refusal
  const { key, typed, photos } = entry
  return postJson('/api/unidentified', key, { ...typed, photos }, patience.found)
}

const posts = { scan: postScan, audit: postAudit, found: postFound }

const postJson = (address, key, body, milliseconds) =>
  fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(milliseconds),
  })
