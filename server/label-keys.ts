/** The two keys behind a label: one seals its PDF (PAdES), one signs what its QR code says. And what the world may know. */
import { createPublicKey, X509Certificate } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { Clock } from './base/calendar.ts'
import { checkInForce, makeSigningKey, openSigningKey, type SigningKey } from './documents/certificate.ts'
import type { KeyFolder } from './keys.ts'
import type { LabelTools } from './shipping/label.ts'
import { labelExpiry } from './shipping/label-life.ts'
import { publish, type PublishedKeys } from './shipping/published-keys.ts'
import {
  keyNumber,
  makeTokenKey,
  openTokenKey,
  tokenAddress,
  writeToken,
  type TokenKeys,
} from './shipping/token.ts'

export type LabelKeys = {
  readonly sealing: SigningKey
  /** By number, to verify what is scanned without asking anybody. */
  readonly tokenKeys: TokenKeys
  readonly published: PublishedKeys
  /** What the QR code of a parcel says. */
  readonly code: LabelTools['code']
}

/** Names of the files in which the keys are kept. */
export const keyFiles = { sealing: 'label-sealing.pem', token: 'label-token.pem' } as const

/** Public keys that signed codes before, by their numbers. */
export const retiredTokenKeys = (keys: KeyFolder): TokenKeys =>
  new Map(
    keys
      .retired('label-token-')
      .map((text) => createPublicKey(text))
      .map((key) => [keyNumber(key), key]),
  )

/** Certificates that sealed documents before. */
export const retiredCertificates = (keys: KeyFolder): X509Certificate[] =>
  keys.retired('label-sealing-').map((text) => new X509Certificate(text))

/**
 * A new key for codes; the old one goes on verifying. Gives both numbers.
 * @throws Error when the present key cannot be read.
 */
export function rotateTokenKey(keys: KeyFolder): { readonly before: number; readonly now: number } {
  const { id, publicKey } = openTokenKey(keys.secret(keyFiles.token, makeTokenKey))
  const text = makeTokenKey([id, ...retiredTokenKeys(keys).keys()])
  // First retired, then replaced: a crash in between leaves a key that is published twice, never one that is lost.
  keys.retire(`label-token-${id}.pem`, publicKey.export({ type: 'spki', format: 'pem' }).toString())
  keys.replace(keyFiles.token, text)
  return { before: id, now: openTokenKey(text).id }
}

/**
 * Puts another key and certificate in the place of those that seal documents; the old certificate stays published.
 * @throws Error when the text holds no P-256 key with its certificate, or it is not in force at `now`.
 */
export function replaceSealingKey(keys: KeyFolder, text: string, now: Temporal.Instant): SigningKey {
  const next = openSigningKey(text)
  checkInForce(next, now)
  const { certificate } = openSigningKey(keys.secret(keyFiles.sealing, () => makeSigningKey(now)))
  if (!certificate.raw.equals(next.certificate.raw))
    keys.retire(`label-sealing-${certificate.serialNumber}.pem`, certificate.toString())
  keys.replace(keyFiles.sealing, text)
  return next
}

/** Opens the keys, or makes them at the first start. @throws Error for a key file that is not one. */
export function openLabelKeys(keys: KeyFolder, clock: Clock, publicUrl: string): LabelKeys {
  const sealing = openSigningKey(keys.secret(keyFiles.sealing, () => makeSigningKey(clock.now())))
  const token = openTokenKey(keys.secret(keyFiles.token, makeTokenKey))
  // What a retired key signed is still on its way, or in somebody's files.
  const tokenKeys = new Map([...retiredTokenKeys(keys), [token.id, token.publicKey]])
  const { host } = new URL(publicUrl)
  return {
    sealing,
    tokenKeys,
    published: publish(tokenKeys, [sealing.certificate, ...retiredCertificates(keys)]),
    code: ({ reference, issuedOn, shipBy, revision }, { sscc, weightGrams }) => {
      const expiresOn = labelExpiry(shipBy)
      const facts = {
        sscc,
        reference,
        issuedOn: Temporal.PlainDate.from(issuedOn),
        expiresOn,
        weightGrams,
        revision,
      }
      return tokenAddress(host, writeToken(facts, token))
    },
  }
}
