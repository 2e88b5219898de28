/**
 * The public halves of the house's keys, as everybody may have them (JSON Web Key Set, RFC 7517 and 8037): with this
 * one file labels and documents are verified without asking us.
 */
import { createPublicKey, X509Certificate, type JsonWebKey } from 'node:crypto'
import { z } from 'zod'
import { keyNumber, type TokenKeys } from './token.ts'

const publishedKey = z.looseObject({
  kty: z.enum(['OKP', 'EC']),
  crv: z.string(),
  use: z.literal('sig'),
  kid: z.string(),
  x5c: z.array(z.string()).optional(),
})

export const publishedKeys = z.object({ keys: z.array(publishedKey) })

export type PublishedKeys = z.output<typeof publishedKeys>

/** What stands at `/.well-known/backhaul-keys.json`. */
export const publish = (tokens: TokenKeys, certificates: readonly X509Certificate[]): PublishedKeys => ({
  keys: [
    ...[...tokens].map(([id, key]) => ({
      ...exported(key.export({ format: 'jwk' })),
      use: 'sig' as const,
      kid: `label-${id}`,
    })),
    ...certificates.map((certificate) => ({
      ...exported(certificate.publicKey.export({ format: 'jwk' })),
      use: 'sig' as const,
      kid: `document-${certificate.serialNumber}`,
      x5c: [certificate.raw.toString('base64')],
    })),
  ],
})

const exported = ({
  kty,
  crv,
  x,
  y,
}: JsonWebKey): { kty: 'OKP' | 'EC'; crv: string; x: string; y?: string } => {
  if ((kty !== 'OKP' && kty !== 'EC') || !crv || !x) throw new Error('not a public key that can be published')
  return { kty, crv, x, ...(y !== undefined && { y }) }
}

/** Keys of labels by their numbers. The number is computed anew: a file cannot give a key the number of another. */
export const tokenKeysIn = ({ keys }: PublishedKeys): TokenKeys =>
  new Map(
    keys
      .filter(({ kty, crv }) => kty === 'OKP' && crv === 'Ed25519')
      .map((jwk) => createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }))
      .map((key) => [keyNumber(key), key]),
  )

/** Certificates that seal documents. @throws Error when one cannot be read. */
export const certificatesIn = ({ keys }: PublishedKeys): X509Certificate[] =>
  keys.flatMap(({ x5c = [] }) => x5c.map((text) => new X509Certificate(Buffer.from(text, 'base64'))))
