/**
 * The journal's end of a day, signed with Ed25519 (RFC 8032). The chain shows that nothing between two entries was
 * changed; a signed end that is kept elsewhere shows that the whole chain was not written anew. Pure.
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { canonicalJson, sha256 } from '../base/canonical.ts'

/** `no` and `hash` of the last entry; ISO date of the day, in UTC. */
export type Head = { readonly day: string; readonly no: number; readonly hash: string }

/** `key` is the thumbprint of the public key (RFC 7638), `signature` base64url. */
export type SignedHead = Head & { readonly key: string; readonly signature: string }

export type HeadKey = {
  readonly privateKey: KeyObject
  /** Public half with its thumbprint as `kid`. */
  readonly published: JsonWebKey & { readonly kid: string }
}

/** A new key as PEM. */
export const makeHeadKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** @throws Error when the text is no Ed25519 private key. */
export function openHeadKey(text: string): HeadKey {
  const privateKey = createPrivateKey(text)
  if (privateKey.asymmetricKeyType !== 'ed25519')
    throw new Error('The key for the journal is no Ed25519 key.')
  const { crv = '', kty = '', x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  const kid = Buffer.from(sha256(canonicalJson({ crv, kty, x })), 'hex').toString('base64url')
  return { privateKey, published: { kty, crv, x, use: 'sig', kid } }
}

/** Signs the canonical JSON of day, number and hash. */
export function signHead({ day, no, hash }: Head, { privateKey, published }: HeadKey): SignedHead {
  const signature = sign(null, Buffer.from(canonicalJson({ day, hash, no })), privateKey).toString(
    'base64url',
  )
  return { day, no, hash, key: published.kid, signature }
}
