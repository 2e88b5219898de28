/** What a unit is worth, how it travels, how it is paid (R16, R34-R49, R55, R67). Shapes only. */
import { z } from 'zod'
import { carrier } from './carrier.ts'
import { label } from './label.ts'
import { amountMinor, calendar, country, id, localised, ruleNumber, words } from './words.ts'

/** One row of the value table. A trade-in is priced by category and condition, a cashback by product. */
export const valueRow = z.strictObject({
  id,
  product: id.optional(),
  category: id.optional(),
  condition: id.optional(),
  country: country.optional(),
  /** R17, R44: the worth of a sound device that is not complete, or still holds data. Before the row of the complete one. */
  verdict: z.literal('incomplete').optional(),
  amountMinor,
  /** R67: the reward is this accessory; `amountMinor` is then its worth, for caps. */
  goods: z.strictObject({ partNumber: words.max(40), name: localised }).optional(),
})

export const values = z.strictObject({
  rule: ruleNumber,
  /** R16: no row and no offer is ever worth more, whatever the table says. */
  capMinor: amountMinor.positive(),
  rows: z.array(valueRow).min(1),
})

/** R48, R49: the written agreement and the number series, one for each type of document. */
export const selfBilling = z.strictObject({
  agreement: z.strictObject({
    version: words.max(20),
    text: localised,
    /** Who signs for the buyer, by name; the company alone where none is given. */
    signer: words.max(80).optional(),
    /** Where the buyer's copy of each signed agreement is mailed; it is kept with the claim in any case. */
    copyTo: z.email().optional(),
  }),
  /** A3: an unanswered proposal is called to mind after so many days, again and again. */
  reminderDays: z.int().min(1).max(60).default(7),
  /** Whether issued documents also go to the Peppol access point, where both sides have an address there. */
  peppol: z.enum(['outbox', 'none']).default('none'),
  /** Prefixes of the series; each is counted by itself, without gaps. */
  series: z.strictObject({
    invoice: words.max(12),
    creditNote: words.max(12),
    settlementNote: words.max(12),
  }),
})

const hourAndMinute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** R34, R37, R38: when and where the carrier comes. */
export const pickup = z.strictObject({
  leadWorkingDays: z.int().min(1).max(30),
  /** Bookings after this local time count as made on the next working day. */
  cutOff: hourAndMinute,
  windows: z.array(z.strictObject({ from: hourAndMinute, to: hourAndMinute })).min(1),
  /** A participant may move or cancel until the cut-off on the so many-th working day before the visit. */
  changeWorkingDays: z.int().min(0).max(10).default(1),
  calendars: z.array(calendar).min(1),
  place: localised,
})

/** R34, R42, R58: everything about devices that travel; a money-only programme has none of it. */
export const returns = {
  returnMode: z.enum(['ship', 'evidence-only', 'none']),
  /** R34: up to and including this total a shipment may be dropped off. */
  dropOffLimitGrams: z.int().positive().optional(),
  auditCentre: id.optional(),
  pickup: pickup.optional(),
  carrier,
  label,
  /** R42: what becomes of a device whose offer is declined. Shown and consented to before it is shipped. */
  declinePolicy: z.enum(['return', 'recycle', 'forfeit']).default('return'),
  /** R42: a second auditor looks again when the participant asks. */
  appeal: z.enum(['second-auditor', 'none']).default('none'),
}

/** R45, R46, R55, R56. Always by bank transfer to the participant itself. */
export const payment = z.strictObject({
  rule: ruleNumber,
  bankCountry: z.enum(['participation', 'sepa']),
  /** R56: where details may come later, their absence is a normal path. */
  bankAccount: z.enum(['with-application', 'later']),
  charges: z.enum(['participant', 'payer']),
  /** The payer's account that runs draw on, with the profile of its bank; none where this house pays nothing out. */
  account: z
    .strictObject({
      profile: z.enum(['danish-domestic', 'swedish-domestic', 'norwegian-domestic', 'sepa']),
      iban: words.max(42),
      bic: words.max(11).optional(),
    })
    .optional(),
  /** The most that one payment and one run may come to; beyond it a person has to look. */
  limits: z
    .strictObject({ paymentMinor: amountMinor.positive(), runMinor: amountMinor.positive() })
    .default({ paymentMinor: 1_000_000, runMinor: 50_000_000 }),
})
