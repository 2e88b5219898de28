/**
 * What a cap leaves of what a claim is worth (R61, R93). How much was granted was settled when the claim was submitted;
 * here the units are cut to it, in their order, so that the last one bears the cut. Pure.
 */
import type { Price } from '../programmes/values.ts'

/** What one cap grants to the units that it counts together. */
export type Allowance = {
  readonly rule: string
  readonly measure: 'count' | 'money'
  /** Positions of the units, in order. */
  readonly units: readonly number[]
  /** Units, or minor units of the programme's currency. */
  readonly granted: number
}

/** One unit and what the table says it is worth. */
export type Worth = Pick<Price, 'amountMinor' | 'rule'> & { readonly position: number }

/** The same units, none worth more than every cap leaves; a unit that was cut names the rule of the cap that did it. */
export const cutTo = (allowances: readonly Allowance[], units: readonly Worth[]): Worth[] =>
  allowances.reduce<Worth[]>(cutToOne, [...units])

function cutToOne(units: Worth[], { rule, measure, units: counted, granted }: Allowance): Worth[] {
  let left = granted
  return units.map((unit) => {
    if (!counted.includes(unit.position)) return unit
    const amountMinor =
      measure === 'money' ? Math.min(unit.amountMinor, left) : left > 0 ? unit.amountMinor : 0
    left -= measure === 'money' ? amountMinor : 1
    return amountMinor === unit.amountMinor ? unit : { ...unit, amountMinor, rule }
  })
}
