/** Who plays which part in a programme (R1-R5, R50) and where it may be done (R7, R10). Shapes only. */
import { z } from 'zod'
import { country, id, localised, ruleNumber, words } from './words.ts'

export const participantKinds = ['business-end-user', 'channel-partner'] as const
export const vatStatuses = ['registered', 'exempt', 'not-registered'] as const

export const address = z.strictObject({
  street: words.max(120),
  postcode: words.max(12),
  city: words.max(80),
  country,
})

/** A company that the programme names. Several VAT numbers: one for each country of registration. */
export const company = z.strictObject({
  name: words.max(120),
  address,
  registrationNumber: words.max(40).optional(),
  vatIds: z.array(z.strictObject({ country, id: words.max(20) })).default([]),
  email: z.email().optional(),
  phone: words.max(30).optional(),
})

/** R2-R4: each part names one of `parties`; payer and issuer are settings of their own (R3). */
export const actors = z.strictObject({
  promoter: id,
  handler: id,
  payer: id,
  issuer: id,
})

/** R5, R6, R50: who may take part. */
export const audience = z.strictObject({
  kind: z.enum(participantKinds),
  vatStatuses: z.array(z.enum(vatStatuses)).min(1),
  /** R50: the sale to an end customer is the trigger, and it is named in the application. */
  endCustomer: z.enum(['none', 'required']).default('none'),
  /** R50: enrolled in the promoter's partner network; unknown goes to review. */
  enrolment: z.enum(['none', 'required']).default('none'),
})

/** R10: postcodes from–to, both inclusive; the narrowest meaning wins because rows may not overlap. */
export const postcodes = z.strictObject({
  id,
  country,
  from: words.max(12),
  to: words.max(12),
  outcome: z.enum(['refuse', 'refer']),
  rule: ruleNumber.default('R10'),
})

/** R5, R65: sellers whose sales do not qualify, by a pattern over the name on the invoice. */
export const refusedSeller = z.strictObject({
  id,
  pattern: words.max(200),
  example: words.max(120),
  rule: ruleNumber,
})

export const contacts = z.strictObject({
  email: z.email(),
  phone: words.max(30),
  hours: localised.optional(),
  url: z.url().optional(),
})
