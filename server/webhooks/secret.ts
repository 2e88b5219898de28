/**
 * Secrets and signatures by Standard Webhooks 1.0: HMAC-SHA-256 over id, time and body, in base64 behind `v1,`. While a
 * secret is being exchanged every message bears the signatures of both.
 */
import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Temporal } from 'temporal-polyfill'

/** 256 random bits, as receivers' libraries take them. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

export type Signed = {
  readonly id: string
  readonly at: Temporal.Instant
  readonly body: string
}

/** The three headers of a message, signed by each secret in turn; the newest comes first. */
export function signedHeaders({ id, at, body }: Signed, secrets: readonly string[]): Record<string, string> {
  const time = new Date(at.epochMilliseconds)
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.epochMilliseconds / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, time, body)).join(' '),
  }
}
