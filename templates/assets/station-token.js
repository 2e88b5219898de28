/*
 * Verifies a label's signed code without the server, against the public keys that it publishes: the browser's half of
 * shipping/token.ts. Says genuine or not; whether the parcel came before is the server's business.
 */

const payloadLength = 26
const domain = new TextEncoder().encode('backhaul label 1\0')
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** `genuine`, `counterfeit`, or undefined for what is no signed code or cannot be told here. */
export async function judgeToken(scanned) {
  const token = /^HTTPS:\/\/[^/]+\/L\/([A-Z2-7]{144})$/.exec(scanned.toUpperCase())?.[1]
  if (!token || !globalThis.crypto?.subtle) return undefined
  try {
    const bytes = bytesOf(token)
    const key = await keyOf(bytes[1])
    if (!key) return 'counterfeit'
    const signed = new Uint8Array([...domain, ...bytes.subarray(0, payloadLength)])
    const isOurs = await crypto.subtle.verify('Ed25519', key, bytes.subarray(payloadLength), signed)
    return isOurs ? 'genuine' : 'counterfeit'
  } catch {
    return undefined
  }
}

async function keyOf(number) {
  const response = await fetch('/.well-known/backhaul-keys.json')
  const { keys } = await response.json()
  const jwk = keys.find(({ kid }) => kid === `label-${number}`)
  if (!jwk) return undefined
  const { kty, crv, x } = jwk
  return crypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify'])
}

/** Base32 (RFC 4648): eight letters are five bytes. */
function bytesOf(token) {
  const bits = [...token].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
}
