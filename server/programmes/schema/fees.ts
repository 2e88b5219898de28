/** What a participant at fault may be charged, and how that is invoiced (R39, R41). Shapes only. */
import { z } from 'zod'
import { amountMinor, localised, ruleNumber, words } from './words.ts'

/** What is charged for: the carrier came in vain (R39), or another device than the stated one came (R41). */
export const feeKinds = ['second-visit', 'wrong-device'] as const

/** R39, R41, R94: in the programme's currency, without VAT, and only where the participant is at fault. */
export const fee = z.strictObject({
  id: z.enum(feeKinds),
  rule: ruleNumber,
  basis: z.enum(['actual-cost', 'fixed']),
  /** The fixed amount, or the most that an actual cost may come to. */
  amountMinor: amountMinor.positive(),
  name: localised,
})

/** Charges are sales of the issuer's own: invoices of a series of their own, never negative lines of a settlement. */
export const charging = z.strictObject({
  /** Prefix of the series. */
  series: words.max(12),
  payWithinDays: z.int().min(1).max(90),
  /** Hundredths of a per cent: 2500 is 25 %; 0 where charges are outside the scope of VAT. */
  vatBasisPoints: z.int().min(0).max(5000),
})
