/**
 * What a reviewer can ask for and reject for (R25, R27, R30). Stable codes; texts stand under `reasons.<code>`. Any other
 * code would be one that no mail and no page has words for.
 */
import { z } from 'zod'
import { faultSides } from '../programmes/fees.ts'

export const askable = [
  'proof-of-purchase',
  'product-serial',
  'serial-label-photo',
  'proof-of-ownership',
  'legible-document',
  'bank-details',
] as const

export const rejectable = [
  'not-eligible',
  'outside-window',
  'product-excluded',
  'document-altered',
  'false-statement',
  'duplicate-claim',
] as const

/** R23, R94: why a clock was given more days. The side at fault is in the word. */
export const extendable = [
  'participant-asked',
  'carrier-was-late',
  'promoter-was-late',
  'public-emergency',
] as const

/** What is sent in to ask for more: at least one thing. */
export const askedCodes = z.array(z.enum(askable)).min(1).max(askable.length)

/** What is sent in to reject. */
export const rejectedCodes = z.array(z.enum(rejectable)).min(1).max(rejectable.length)

/** R94: on whose side the fault of a rejection lies; the participant's, where a reviewer says nothing else. */
export const rejectedSide = z.enum(faultSides).default('participant')
