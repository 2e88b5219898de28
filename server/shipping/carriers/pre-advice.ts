/**
 * The file that tells a carrier of our own contract what will come: one line for each parcel and each visit, and one for
 * each that is called off. Plain values in, CSV out; one form for every carrier, because we say what it is.
 */
import { stringify } from 'csv-stringify/sync'
import type { Consignment, Visit } from './order.ts'

export type Advice =
  | { readonly kind: 'parcel'; readonly consignment: Consignment }
  | { readonly kind: 'visit'; readonly visit: Visit }
  /** What an earlier file told and is not wanted any more, by its key. */
  | { readonly kind: 'cancel'; readonly key: string }

/** The headings, in their order. A column is never removed or moved; new ones come at the end. */
export const adviceColumns = [
  'manifest',
  'line',
  'kind',
  'key',
  'reference',
  'weight_kg',
  'from_company',
  'from_person',
  'from_street',
  'from_postcode',
  'from_city',
  'from_country',
  'to_company',
  'to_street',
  'to_postcode',
  'to_city',
  'to_country',
  'visit_date',
  'visit_from',
  'visit_to',
  'parcels',
  'place',
] as const

type Line = Partial<Record<(typeof adviceColumns)[number], string | number>>

/** RFC 4180 with CRLF. A text that a spreadsheet would run as a formula is made harmless. */
export const preAdvice = (manifest: string, advices: readonly Advice[]): string =>
  stringify(
    advices.map((advice, index) => ({ manifest, line: index + 1, kind: advice.kind, ...lineOf(advice) })),
    { header: true, columns: [...adviceColumns], record_delimiter: '\r\n', escape_formulas: true },
  )

function lineOf(advice: Advice): Line {
  switch (advice.kind) {
    case 'parcel': {
      const { key, claimReference, weightGrams, from, to } = advice.consignment
      return {
        key,
        reference: claimReference,
        weight_kg: (weightGrams / 1000).toFixed(3),
        ...fromOf(from),
        to_company: to.company,
        to_street: to.street,
        to_postcode: to.postcode,
        to_city: to.city,
        to_country: to.country,
        parcels: 1,
      }
    }
    case 'visit': {
      const { key, claimReference, at, date, from, to, parcels, place } = advice.visit
      const when = { visit_date: date, visit_from: from, visit_to: to }
      return { key, reference: claimReference, ...fromOf(at), ...when, parcels, place }
    }
    case 'cancel':
      return { key: advice.key }
  }
}

const fromOf = ({ company, person, street, postcode, city, country }: Consignment['from']): Line => ({
  from_company: company,
  ...(person && { from_person: person }),
  from_street: street,
  from_postcode: postcode,
  from_city: city,
  from_country: country,
})
