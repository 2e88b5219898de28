/**
 * The six digits that a participant types before anything personal is shown or anything is answered: a link alone is
 * also opened by the scanners of mail systems. What a code is and how long it counts; pure, but for the draw itself.
 */
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'

/** ASVS 5.0, 6.5: good once, for ten minutes, for five tries; and no more than this many in a day. */
export const codeLasts = { minutes: 10, tries: 5, perDay: 12 }

/** Six digits, drawn evenly, with leading zeros. */
export const drawCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

/** What is kept of a code. Keyed, since a million plain hashes are tried in a second. */
export const codeHash = (secret: string, reference: string, code: string): string =>
  createHmac('sha256', secret).update(`code ${reference} ${code}`).digest('hex')

/** True when both are the hash of one code. Takes the same time for every wrong one. */
export const isSameHash = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** People copy codes with the spaces they read between them. */
export const spelledCode = (typed: string): string => typed.replace(/[\s.-]/g, '')
