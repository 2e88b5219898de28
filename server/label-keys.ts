/** The two keys behind a label: one seals its PDF (PAdES), one signs what its QR code says. And what the world may know. */
import { Temporal } from 'temporal-polyfill'
import type { Clock } from './base/calendar.ts'
import { makeSigningKey, openSigningKey, type SigningKey } from './documents/certificate.ts'
import type { KeyFolder } from './keys.ts'
import type { LabelTools } from './shipping/label.ts'
import { labelExpiry } from './shipping/label-life.ts'
import { publish, type PublishedKeys } from './shipping/published-keys.ts'
import { makeTokenKey, openTokenKey, tokenAddress, writeToken, type TokenKeys } from './shipping/token.ts'

export type LabelKeys = {
  readonly sealing: SigningKey
  /** By number, to verify what is scanned without asking anybody. */
  readonly tokenKeys: TokenKeys
  readonly published: PublishedKeys
  /** What the QR code of a parcel says. */
  readonly code: LabelTools['code']
}

/** Opens the keys, or makes them at the first start. @throws Error for a key file that is not one. */
export function openLabelKeys(keys: KeyFolder, clock: Clock, publicUrl: string): LabelKeys {
  const sealing = openSigningKey(keys.secret('label-sealing.pem', () => makeSigningKey(clock.now())))
  const token = openTokenKey(keys.secret('label-token.pem', makeTokenKey))
  const tokenKeys = new Map([[token.id, token.publicKey]])
  const { host } = new URL(publicUrl)
  return {
    sealing,
    tokenKeys,
    published: publish(tokenKeys, [sealing.certificate]),
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
