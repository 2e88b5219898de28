/** What a participant reads, ticks and sends in (R8, R24, R27, R51, R63). Shapes only. */
import { z } from 'zod'
import { id, localised, ruleNumber, words } from './words.ts'

const version = words.max(20)

/** R8: ticked by itself, and kept with the version of its text. */
export const declaration = z.strictObject({
  id,
  version,
  rule: ruleNumber,
  text: localised,
  /** A participant without a device to hand in is not asked about one. */
  about: z.enum(['purchase', 'device', 'participant']).default('device'),
  /** `erasure`: the statement that data were deleted, which the audit checks and its certificate quotes. */
  states: z.literal('erasure').optional(),
})

/** One clause of the terms. `rules` ties decisions to it: a finding names the clause that its rule stands in (R96). */
export const clause = z.strictObject({
  id: z.string().regex(/^\d{1,2}(\.\d{1,2})?$/),
  title: localised,
  text: localised,
  rules: z.array(ruleNumber).default([]),
})

/** R24: what is accepted, by version. */
export const terms = z.strictObject({ version, clauses: z.array(clause).min(1) })

export const requiredContents = [
  'buyer-name',
  'buyer-address',
  'seller-name',
  'seller-address',
  'product-model',
  'product-serial',
  'date',
  'invoice-number',
  'price',
  'device-picture',
  'device-serial',
] as const

/** R27, R51, R63: a document, what a reviewer must find in it, and what is not accepted in its place. */
export const evidence = z.strictObject({
  kind: id,
  rule: ruleNumber,
  required: z.enum(['always', 'on-request']),
  name: localised,
  help: localised.optional(),
  contents: z.array(z.enum(requiredContents)).default([]),
  refused: z.array(z.enum(['delivery-note', 'order-confirmation', 'quotation', 'screenshot'])).default([]),
})
