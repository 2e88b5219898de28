/**
 * One edition of a programme: everything that may differ between programmes, as data. Knows the shape only; whether
 * an edition contradicts itself is the linter's question. The engine reads settings, it never asks for a name.
 */
import { z } from 'zod'
import { currencies } from '../base/money.ts'
import { locales } from '../texts/texts.ts'
import { actors, audience, company, contacts, postcodes, refusedSeller } from './schema/actors.ts'
import { auditing } from './schema/audit.ts'
import { declaration, evidence, terms } from './schema/consents.ts'
import { charging, fee } from './schema/fees.ts'
import { goods, windows } from './schema/goods.ts'
import { cap, clock } from './schema/limits.ts'
import { payment, returns, selfBilling, values } from './schema/settlement.ts'
import { country, id, localised, timeZone, words, type Localised } from './schema/words.ts'

export const programmeSchema = z
  .strictObject({
    id,
    /** R52: editions of one programme repeat with new dates. */
    edition: words.max(40),
    name: localised,
    summary: localised,
    locales: z.array(z.enum(locales)).min(1),
    countries: z.array(country).min(1),
    currency: z.enum(currencies),
    timeZone,
    /** First letters of every reference: `TI` gives TI-7K3M-92QF. */
    referencePrefix: z.string().regex(/^[A-Z]{2,4}$/),

    parties: z.record(id, company),
    actors,
    audience,
    contacts,
    postcodes: z.array(postcodes).default([]),
    refusedSellers: z.array(refusedSeller).default([]),

    ...windows,
    ...goods,

    declarations: z.array(declaration).min(1),
    terms,
    evidence: z.array(evidence).default([]),

    caps: z.array(cap).default([]),
    clocks: z.array(clock).default([]),
    values,
    fees: z.array(fee).default([]),
    charging: charging.optional(),

    ...returns,
    audit: auditing.prefault({}),
    payment,
    selfBilling: selfBilling.optional(),
  })
  .meta({
    title: 'Backhaul programme',
    description: 'One edition of a programme. See docs/programme-files.md.',
  })

/** The shape as JSON Schema, for editors that complete and check while one writes. */
export const programmeJsonSchema = (): string =>
  `${JSON.stringify(z.toJSONSchema(programmeSchema, { io: 'input', unrepresentable: 'any' }), null, 2)}\n`

export type Programme = z.infer<typeof programmeSchema>
export type Cap = Programme['caps'][number]
export type Clock = Programme['clocks'][number]
export type Category = Programme['categories'][number]
export type Check = Category['checklist'][number]
export type Grade = Programme['grades'][number]
export type Condition = Programme['conditions'][number]
export type ProductPattern = Programme['products'][number]
export type DevicePattern = Programme['devices'][number]
export type Declaration = Programme['declarations'][number]
export type EvidenceKind = Programme['evidence'][number]
export type Fee = Programme['fees'][number]
export type ValueRow = Programme['values']['rows'][number]
export type Company = Programme['parties'][string]

/** The company that plays a part, e.g. `partyOf(programme, 'payer')` (R3). @throws Error for a file that was not linted. */
export function partyOf(programme: Programme, part: keyof Programme['actors']): Company {
  const party = programme.parties[programme.actors[part]]
  if (!party) throw new Error(`${programme.id} has no party ${programme.actors[part]}`)
  return party
}

/** Where devices go. @throws Error when the programme takes no devices, or was not linted. */
export function auditCentreOf(programme: Programme): Company {
  const party = programme.auditCentre === undefined ? undefined : programme.parties[programme.auditCentre]
  if (!party) throw new Error(`${programme.id} has no audit centre`)
  return party
}

/** R67: the accessory of that part number; undefined where this version promises no such thing. */
export const goodsIn = (programme: Programme, partNumber: string): { name: Localised } | undefined =>
  programme.values.rows.find((row) => row.goods?.partNumber === partNumber)?.goods

/** The clause of the terms in which a rule stands, e.g. `3.1`; the rule's own number where the terms are silent. */
export const clauseOf = (programme: Programme, rule: string): string =>
  programme.terms.clauses.find(({ rules }) => rules.includes(rule))?.id ?? rule
