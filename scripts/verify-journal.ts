/**
 * Proves an exported journal: `npm run verify-journal -- FILE.jsonl [HEADS.json]`. Imports nothing of the server, so that a mistake
 * there cannot hide itself here. Exit 0: whole; 1: changed, with the first wrong line; 2: usage.
 *
 * A line is one entry; the last line names the head, so that a cut-off end shows as well. HEADS.json is what
 * `/.well-known/backhaul-journal.json` said on some day: the signed ends of days, kept where the house cannot reach them.
 */
import { createHash, createPublicKey, verify, type JsonWebKey } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

type Line = { no?: number; previous?: string; hash?: string; head?: { no: number; hash: string } }

export type Signed = { day: string; no: number; hash: string; key: string; signature: string }
type Heads = { keys: (JsonWebKey & { kid: string })[]; heads: Signed[] }

/** The end of a whole journal, or the first line that is wrong and how. */
export type Proof =
  | { readonly no: number; readonly hash: string; readonly unproven: readonly Signed[] }
  | { readonly place: number; readonly why: string }

/** Proves lines of a journal; `signed` holds what ends of days have to be, by the number of their last entry. */
export async function proofOf(
  lines: AsyncIterable<string> | Iterable<string>,
  signed: ReadonlyMap<number, Signed> = new Map(),
): Promise<Proof> {
  const missing = new Map(signed)
  let no = 0
  let hash = '0'.repeat(64)
  let head: Line['head']
  let place = 0
  for await (const text of lines) {
    place += 1
    if (head) return { place, why: 'stands after the head' }
    const line = parse(text)
    if (!line) return { place, why: 'is not JSON' }
    if (line.head) {
      head = line.head
      continue
    }
    const { hash: claimed, ...entry } = line
    if (entry.no !== no + 1) return { place, why: `is number ${entry.no}, not ${no + 1}` }
    if (entry.previous !== hash) return { place, why: 'does not follow the entry before it' }
    if (claimed !== createHash('sha256').update(canonical(entry)).digest('hex'))
      return { place, why: 'was changed' }
    no += 1
    hash = claimed
    const known = missing.get(no)
    if (known && known.hash !== hash) return { place, why: `is not the entry that ended ${known.day}` }
    missing.delete(no)
  }
  if (!head) return { place, why: 'is not the head: the end is missing' }
  if (head.no !== no || head.hash !== hash)
    return { place, why: `names entry ${head.no}, but the last is ${no}` }
  return { no, hash, unproven: [...missing.values()].filter(({ no: end }) => end > 0) }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [file, headsFile] = process.argv.slice(2)
  if (!file) {
    console.error('usage: npm run verify-journal -- FILE.jsonl [HEADS.json]')
    process.exit(2)
  }
  const proof = await proofOf(linesOf(file), headsFile ? signedIn(headsFile) : undefined)
  const [later] = 'no' in proof ? proof.unproven : []
  if ('why' in proof) fail(`${file}: line ${proof.place} ${proof.why}`)
  else if (later)
    fail(
      `${file}: the journal ends at ${proof.no}, so it comes before the end of ${later.day}, entry ${later.no}`,
    )
  else console.log(`${file}: ${proof.no} entries, whole. Head ${proof.hash}`)
}

/** By the number of the last entry. Ends the program for a signature that does not hold. */
function signedIn(path: string): Map<number, Signed> {
  const { keys, heads } = JSON.parse(readFileSync(path, 'utf8')) as Heads
  for (const { day, no: end, hash: last, key, signature } of heads) {
    const jwk = keys.find(({ kid }) => kid === key)
    const told = Buffer.from(canonical({ day, hash: last, no: end }))
    const publicKey = jwk && createPublicKey({ key: jwk, format: 'jwk' })
    const isSigned = publicKey && verify(null, told, publicKey, Buffer.from(signature, 'base64url'))
    // Days on which nothing happened have one end.
    const isOne = heads.every((other) => other.no !== end || other.hash === last)
    if (isSigned && isOne) continue
    console.error(
      `${path}: the end of ${day} ${isOne ? `is not signed by the key ${key}` : 'is told in two ways'}`,
    )
    process.exit(1)
  }
  return new Map(heads.map((one) => [one.no, one]))
}

/** Split at line feeds alone: readline also splits at U+2028 (from Node 24 on), which JSON may hold within a text. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
    const parts = (rest + String(chunk)).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest !== '') yield rest
}

function parse(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line
  } catch {
    return undefined
  }
}

/** JSON with sorted keys and without spaces, as RFC 8785 has it for strings and whole numbers. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const keys = Object.keys(value).toSorted()
  const members = value as Record<string, unknown>
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(members[key])}`).join(',')}}`
}

function fail(why: string): void {
  console.error(why)
  process.exitCode = 1
}
