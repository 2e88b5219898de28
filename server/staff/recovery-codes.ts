/** Codes for the day on which a telephone is lost: each opens the second step once. What they are; `factor-store.ts` keeps them. */
import { randomInt } from 'node:crypto'
import { sha256 } from '../base/canonical.ts'

/** As many as fit on a card in a wallet. */
const count = 10

/** Without letters and digits that look alike. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten codes of 123 random bits, in five groups of five: with 112 or more a plain hash does (ASVS 5.0, 6.5.2). */
export const drawRecoveryCodes = (): string[] => Array.from({ length: count }, drawOne)

const drawOne = (): string => Array.from({ length: 5 }, group).join('-')

const group = (): string => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')

/** What is kept of a code, however it was typed. A plain hash does: nobody tries 2^123 of them. */
export const recoveryHash = (typed: string): string =>
  sha256(`recovery ${typed.toLowerCase().replace(/[^a-z\d]/g, '')}`)
