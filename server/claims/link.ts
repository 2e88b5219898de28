/**
 * The link that opens a participant's page of one claim. 128 bits that follow from the server's secret and the
 * reference, so none is stored and every mail about a claim bears the same one. Pure.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Token of a claim, 22 characters of base64url. */
export const linkToken = (secret: string, reference: string): string => tokenOf(secret, `claim ${reference}`)

/** Token of an application that was begun. It opens no claim, because other words are signed. */
export const draftToken = (secret: string, id: string): string => tokenOf(secret, `draft ${id}`)

/** True when the token opens this claim. Takes the same time for every wrong token. */
export const opensClaim = (secret: string, reference: string, token: string): boolean =>
  isSame(token, linkToken(secret, reference))

/** True when the token opens this draft. */
export const opensDraft = (secret: string, id: string, token: string): boolean =>
  isSame(token, draftToken(secret, id))

/** Token of a driver's tour: one zone on one day. It opens no claim. */
export const tourToken = (secret: string, zone: string, date: string): string =>
  tokenOf(secret, `tour ${zone} ${date}`)

/** True when the token opens this tour. */
export const opensTour = (secret: string, zone: string, date: string, token: string): boolean =>
  isSame(token, tourToken(secret, zone, date))

const tokenOf = (secret: string, words: string): string =>
  createHmac('sha256', secret).update(words).digest().subarray(0, 16).toString('base64url')

function isSame(token: string, right: string): boolean {
  const given = Buffer.from(token)
  const wanted = Buffer.from(right)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
