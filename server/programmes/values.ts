/** What a unit is worth by the programme's table, and which row said so (R16, R61, R67). Never more than the cap. */
import type { ApplicationUnit } from './application.ts'
import { productOf } from './catalogue.ts'
import type { Programme, ValueRow } from './programme.ts'

/** What is priced: a device as declared or as found, or a product bought. */
export type Priced = {
  readonly category?: string | undefined
  readonly condition?: string | undefined
  /** Id of the product pattern that the purchase fits. */
  readonly product?: string | undefined
  readonly country?: string | undefined
}

export type Price = {
  /** Minor units of the programme's currency. */
  readonly amountMinor: number
  /** Id of the row, kept with the offer so that the amount can be recomputed (R97). */
  readonly row: string
  readonly rule: string
}

/** The price of the first row whose every named part is equal, or undefined: no row, no promise. */
export function priceOf(programme: Programme, what: Priced): Price | undefined {
  const row = programme.values.rows.find((one) => prices(one, what))
  if (!row) return undefined
  const { rule, capMinor } = programme.values
  return { amountMinor: Math.min(row.amountMinor, capMinor), row: row.id, rule }
}

const prices = (row: ValueRow, what: Priced): boolean =>
  (['product', 'category', 'condition', 'country'] as const).every(
    (part) => row[part] === undefined || row[part] === what[part],
  )

/** What one unit of an application is worth as declared; undefined when nothing in the table fits it. */
export const priceOfUnit = (
  programme: Programme,
  { product, device }: ApplicationUnit,
  country?: string,
): Price | undefined =>
  priceOf(programme, {
    product: productOf(programme, product, country)?.id,
    category: device?.category,
    condition: device?.condition,
    country,
  })
