/**
 * From promised awards to lines, VAT groups and totals as EN 16931 wants them. An award includes whatever VAT there is:
 * it is what the participant was promised and what it is paid. Rounds in two places only, at the line's net and at the
 * group's VAT; the rounding amount (BT-114) carries the rest, so that payable equals the promise to the last unit.
 */
import { share } from '../base/money.ts'
import type { VatCategory } from '../documents/e-invoice.ts'

/** One treatment of VAT. `rateBasisPoints` is in hundredths of a per cent, null outside the scope of VAT. */
export type VatRate = { readonly category: VatCategory; readonly rateBasisPoints: number | null }

/** Minor units. */
export type Totals = {
  /** BT-106 and BT-109: sum of line nets; there are no document-level allowances. */
  readonly netMinor: number
  /** BT-110. */
  readonly vatMinor: number
  /** BT-112. */
  readonly grossMinor: number
  /** BT-114: what the award has more (or less) than its net and VAT can express. */
  readonly roundingMinor: number
  /** BT-115: the sum of the awards. */
  readonly payableMinor: number
}

/** Net of one award: at 25 % four fifths of it, half up; the award itself where no VAT is charged. */
export const netOf = (awardMinor: number, rateBasisPoints: number | null): number =>
  share(awardMinor, 10_000, 10_000 + (rateBasisPoints ?? 0))

/** VAT on a group's whole base, never the sum of VAT by line. */
export const vatOf = (baseMinor: number, rateBasisPoints: number | null): number =>
  share(baseMinor, rateBasisPoints ?? 0, 10_000)

/** Groups lines of one category and rate, in the order of their first line. */
export function groupsOf<Rate extends VatRate>(
  lines: readonly { readonly netMinor: number; readonly rate: Rate }[],
): { rate: Rate; baseMinor: number; vatMinor: number }[] {
  const bases = new Map<string, { rate: Rate; baseMinor: number }>()
  for (const { netMinor, rate } of lines) {
    const key = `${rate.category} ${rate.rateBasisPoints}`
    const before = bases.get(key)?.baseMinor ?? 0
    bases.set(key, { rate: bases.get(key)?.rate ?? rate, baseMinor: before + netMinor })
  }
  return [...bases.values()].map((group) => ({
    ...group,
    vatMinor: vatOf(group.baseMinor, group.rate.rateBasisPoints),
  }))
}

/** Adds up lines and groups against what was promised. */
export function totalsOf(
  lines: readonly { readonly awardMinor: number; readonly netMinor: number }[],
  groups: readonly { readonly vatMinor: number }[],
): Totals {
  const netMinor = lines.reduce((sum, line) => sum + line.netMinor, 0)
  const vatMinor = groups.reduce((sum, group) => sum + group.vatMinor, 0)
  const payableMinor = lines.reduce((sum, line) => sum + line.awardMinor, 0)
  const grossMinor = netMinor + vatMinor
  return { netMinor, vatMinor, grossMinor, roundingMinor: payableMinor - grossMinor, payableMinor }
}
