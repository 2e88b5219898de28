/**
 * What a label's QR code says: a token that anybody can verify without asking us (Ed25519, RFC 8032). It holds only what
 * is on the paper too. A copy verifies like the original; that a parcel is received once is the server's business.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { isSscc } from './sscc.ts'

export type TokenFacts = {
  readonly sscc: string
  /** A claim reference such as `TI-7K3M-92QF`: at most twelve letters and digits, the last eight in two groups. */
  readonly reference: string
  readonly issuedOn: Temporal.PlainDate
  /** The last day on which the label is good. */
  readonly expiresOn: Temporal.PlainDate
  /** As declared; 0 to 16,777,215. */
  readonly weightGrams: number
  /** 1 to 255. A re-issued label is one more and voids the one before. */
  readonly revision: number
}

/** A key that signs tokens, and the number by which they name it. */
export type TokenKey = { readonly id: number; readonly privateKey: KeyObject; readonly publicKey: KeyObject }

/** Public keys by their numbers: those in use and those whose labels are still under way. */
export type TokenKeys = ReadonlyMap<number, KeyObject>

const version = 1
const payloadLength = 26
const tokenLength = payloadLength + 64
/** Signed with the payload, so that no signature made for anything else is ever a token. */
const domain = Buffer.from('backhaul label 1\0')
const epoch = Temporal.PlainDate.from('2020-01-01')

/** A new private key as PEM. `taken` are the numbers of keys that are still published. */
export function makeTokenKey(taken: readonly number[] = []): string {
  for (;;) {
    const { privateKey } = generateKeyPairSync('ed25519')
    const text = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    if (!taken.includes(openTokenKey(text).id)) return text
  }
}

/** @throws Error when the text is no Ed25519 private key. */
export function openTokenKey(text: string): TokenKey {
  const privateKey = readPrivateKey(text)
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('The key for labels is no Ed25519 key.')
  const publicKey = createPublicKey(privateKey)
  return { id: keyNumber(publicKey), privateKey, publicKey }
}

function readPrivateKey(text: string): KeyObject {
  try {
    return createPrivateKey(text)
  } catch (cause) {
    throw new Error('The key for labels cannot be read. Bring its file back from a copy.', { cause })
  }
}

/** The first byte of the SHA-256 of the public key: nobody has to hand out numbers. */
export const keyNumber = (publicKey: KeyObject): number =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest()[0] ?? 0

/** 144 characters of base32. @throws RangeError for facts outside what a token holds. */
export function writeToken(facts: TokenFacts, key: TokenKey): string {
  const payload = Buffer.alloc(payloadLength)
  payload.writeUInt8(version, 0)
  payload.writeUInt8(key.id, 1)
  payload.writeBigUInt64BE(BigInt(checkedSscc(facts.sscc)), 2)
  payload.writeBigUInt64BE(packed(facts.reference), 10)
  payload.writeUInt16BE(dayNumber(facts.issuedOn), 18)
  payload.writeUInt16BE(dayNumber(facts.expiresOn), 20)
  payload.writeUIntBE(facts.weightGrams, 22, 3)
  payload.writeUInt8(facts.revision, 25)
  const signature = sign(null, Buffer.concat([domain, payload]), key.privateKey)
  return base32(Buffer.concat([payload, signature]))
}

/** The address in the QR code: capitals throughout, so that it is set in the denser alphanumeric mode. */
export const tokenAddress = (host: string, token: string): string =>
  `HTTPS://${host.toUpperCase()}/L/${token}`

export type TokenReading =
  | { readonly state: 'genuine'; readonly facts: TokenFacts }
  /** Ours and unchanged, but not good on this day. */
  | { readonly state: 'expired' | 'not-yet'; readonly facts: TokenFacts }
  | { readonly state: 'no-token' | 'unknown-version' | 'unknown-key' | 'forged' }

/** Reads a token, or the address with it. Never throws: anything may be scanned. */
export function readToken(scanned: string, keys: TokenKeys, today: Temporal.PlainDate): TokenReading {
  const bytes = fromBase32(
    scanned
      .trim()
      .toUpperCase()
      .replace(/^HTTPS:\/\/[^/]+\/L\//, ''),
  )
  if (bytes?.length !== tokenLength) return { state: 'no-token' }
  if (bytes[0] !== version) return { state: 'unknown-version' }
  const key = keys.get(bytes[1] ?? 0)
  if (!key) return { state: 'unknown-key' }
  const [payload, signature] = [bytes.subarray(0, payloadLength), bytes.subarray(payloadLength)]
  if (!verify(null, Buffer.concat([domain, payload]), key, signature)) return { state: 'forged' }
  const facts = factsIn(payload)
  if (Temporal.PlainDate.compare(today, facts.issuedOn) < 0) return { state: 'not-yet', facts }
  if (Temporal.PlainDate.compare(today, facts.expiresOn) > 0) return { state: 'expired', facts }
  return { state: 'genuine', facts }
}

const factsIn = (payload: Buffer): TokenFacts => ({
  sscc: payload.readBigUInt64BE(2).toString().padStart(18, '0'),
  reference: unpacked(payload.readBigUInt64BE(10)),
  issuedOn: dayOf(payload.readUInt16BE(18)),
  expiresOn: dayOf(payload.readUInt16BE(20)),
  weightGrams: payload.readUIntBE(22, 3),
  revision: payload.readUInt8(25),
})

/** Labels of one season hold few different days, and counting them takes as long as the rest of reading. */
function dayOf(number: number): Temporal.PlainDate {
  const day = days.get(number) ?? epoch.add({ days: number })
  if (days.size > 5000) days.clear()
  days.set(number, day)
  return day
}

const days = new Map<number, Temporal.PlainDate>()

const dayNumber = (date: Temporal.PlainDate): number => epoch.until(date, { largestUnit: 'days' }).days

function checkedSscc(sscc: string): string {
  if (!isSscc(sscc)) throw new RangeError('a token needs an SSCC')
  return sscc
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Up to twelve letters and digits as one number; a digit is one more than its value, so that leading zeros stay. */
function packed(reference: string): bigint {
  const text = reference.replaceAll('-', '')
  if (!/^[0-9A-Z]{9,12}$/.test(text))
    throw new RangeError('a token holds references of 9 to 12 letters and digits')
  return [...text].reduce((sum, character) => sum * 37n + BigInt(digits.indexOf(character) + 1), 0n)
}

function unpacked(value: bigint): string {
  let text = ''
  for (let left = value; left > 0n; left /= 37n) text = (digits[Number(left % 37n) - 1] ?? '') + text
  return text.replace(/^(.*)(.{4})(.{4})$/, '$1-$2-$3')
}

/** RFC 4648 without padding: 90 bytes are 144 characters exactly, so that each token has one spelling. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function base32(bytes: Buffer): string {
  let text = ''
  let [held, bits] = [0, 0]
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31]
  }
  return text
}

function fromBase32(text: string): Buffer | undefined {
  if (text.length % 8 !== 0 || !/^[A-Z2-7]+$/.test(text)) return undefined
  const bytes = Buffer.alloc((text.length / 8) * 5)
  let [held, bits, at] = [0, 0, 0]
  for (let place = 0; place < text.length; place += 1) {
    held = ((held << 5) | (values[text.charCodeAt(place)] ?? 0)) & 0x1fff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[at] = (held >> bits) & 0xff
    at += 1
  }
  return bytes
}

/** Of each character by its code. */
const values = Array.from({ length: 91 }, (_, code) => alphabet.indexOf(String.fromCharCode(code)))
