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
  /** What the audit said: a device that is not complete has rows of its own (R17, R44). */
  readonly verdict?: string | undefined
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

/** What a row of the table can be about. */
export const priceParts = ['product', 'category', 'condition', 'country', 'verdict'] as const

const prices = (row: ValueRow, what: Priced): boolean =>
  priceParts.every((part) => row[part] === undefined || row[part] === what[part])

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

/** The rule that speaks where the table is silent about what was found. */
const unpricedRule = 'R44'

/**
 * What a device is worth as it was found. Another device than the stated one, and one that endangers people, is worth
 * nothing here (R8, R41, R44); so is what the table does not price.
 */
export function priceAsFound(
  programme: Programme,
  found: { readonly verdict: string; readonly category: string; readonly condition: string },
): Price {
  const isWorthless = found.verdict === 'wrong-device' || found.verdict === 'hazard'
  const price = isWorthless ? undefined : priceOf(programme, found)
  return price ?? { amountMinor: 0, row: 'none', rule: unpricedRule }
}
