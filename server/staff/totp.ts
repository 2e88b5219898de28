/** Codes of an authenticator app (TOTP, RFC 6238), by otplib: six digits, thirty seconds, SHA-1, as every app knows them. Pure. */
import type { Temporal } from 'temporal-polyfill'
import { generateSecret, generateURI, verifySync } from 'otplib'

/** A telephone's clock may be as wrong as this, in seconds, to either side. */
const tolerance = 30

/** 160 random bits in Base32, as apps take them. */
export const newSecret = (): string => generateSecret()

/** What the QR code of an enrolment holds (otpauth Key URI). */
export const enrolmentUri = (email: string, secret: string): string =>
  generateURI({ issuer: 'Backhaul', label: email, secret })

/** In groups of four, for those who type it. */
export const spelledSecret = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ')

/**
 * The time step that a code is of, or undefined when it is of none that counts now. A code of the step `after` or an older
 * one counts no more, so that nobody who looked on uses it again (RFC 6238, 5.2).
 */
export function stepOf(
  code: string,
  secret: string,
  now: Temporal.Instant,
  after: number,
): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const found = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now.epochMilliseconds / 1000),
    epochTolerance: tolerance,
    afterTimeStep: after,
  })
  return found.valid && 'timeStep' in found ? found.timeStep : undefined
}
