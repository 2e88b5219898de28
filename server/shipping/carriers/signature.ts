/**
 * Whether a message is the carrier's: from its bytes as they came, its headers, and the secret that both sides know. Pure;
 * compares in constant time. Says nothing of what the message tells.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'

/** The message as it came. `header` gives a header by its lower-case name. */
export type Sealed = {
  readonly body: Buffer
  readonly header: (name: string) => string | undefined
}

export type Proof = 'proven' | 'wrong-signature' | 'outside-time'

/** How far a carrier's clock may be from ours, and how long a message may be under way. */
const toleranceSeconds = 300

/**
 * Our own scheme: `Backhaul-Signature: t=<seconds since 1970>,v1=<hex>`, the HMAC-SHA256 of `<t>.<body>`. An old message
 * that somebody kept is refused; one that is replayed within minutes finds its events in the inbox already.
 */
export function provenWithTime({ body, header }: Sealed, secret: string, now: Temporal.Instant): Proof {
  const [, seconds = '', given = ''] =
    /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header('backhaul-signature') ?? '') ?? []
  if (!isSame(given, hmac(secret, Buffer.concat([Buffer.from(`${seconds}.`), body]))))
    return 'wrong-signature'
  const away = Math.abs(Number(seconds) - Math.floor(now.epochMilliseconds / 1000))
  return away <= toleranceSeconds ? 'proven' : 'outside-time'
}

/** The header that `provenWithTime` takes: for a carrier's own tests, and for ours. */
export const signatureFor = (body: Buffer, secret: string, now: Temporal.Instant): string => {
  const seconds = Math.floor(now.epochMilliseconds / 1000)
  return `t=${seconds},v1=${hmac(secret, Buffer.concat([Buffer.from(`${seconds}.`), body]))}`
}

/**
 * karrio's two ways, as its documentation has them: `X-Karrio-Signature: sha256=<hex>` over the body, or the secret of
 * the webhook itself in `X-Event-Id`. Neither bears a time; a replay finds its events in the inbox already.
 */
export function provenByKarrio({ body, header }: Sealed, secret: string): Proof {
  const signature = header('x-karrio-signature')
  const isProven =
    signature === undefined
      ? isSame(header('x-event-id') ?? '', secret)
      : isSame(signature.replace(/^sha256=/, ''), hmac(secret, body))
  return isProven ? 'proven' : 'wrong-signature'
}

const hmac = (secret: string, bytes: Buffer): string =>
  createHmac('sha256', secret).update(bytes).digest('hex')

/** Compared as hashes of one length, so that neither content nor length shows in the time that it takes. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))

const digest = (text: string): Buffer => createHmac('sha256', 'compare').update(text).digest()
