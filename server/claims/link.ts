/**
 * The link that opens a participant's page of one claim. 128 bits that follow from the server's secret and the
 * reference, so none is stored and every mail about a claim bears the same one. Pure.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Token of a claim, 22 characters of base64url. */
export const linkToken = (secret: string, reference: string): string =>
  createHmac('sha256', secret).update(`claim ${reference}`).digest().subarray(0, 16).toString('base64url')

/** True when the token opens this claim. Takes the same time for every wrong token. */
export function opensClaim(secret: string, reference: string, token: string): boolean {
  const given = Buffer.from(token)
  const right = Buffer.from(linkToken(secret, reference))
  return given.length === right.length && timingSafeEqual(given, right)
}
