/** What a fee comes to for one fault (R39, R41, R94). Pure: knows no claim and no carrier. */
import type { Fee, Programme } from './programme.ts'

/** Who a fault lies with (R94). */
export const faultSides = ['participant', 'carrier', 'promoter', 'unknown'] as const
export type FaultSide = (typeof faultSides)[number]

/**
 * The fee for a fault, in minor units of the programme's currency without VAT. Undefined where nothing may be charged:
 * the fault is not the participant's, the programme has no such fee, or it charges an actual cost that nobody knows.
 */
export function feeFor(
  { fees }: Pick<Programme, 'fees'>,
  kind: Fee['id'],
  { side, costMinor }: { readonly side: FaultSide; readonly costMinor?: number | undefined },
): { readonly amountMinor: number; readonly rule: string } | undefined {
  const fee = fees.find(({ id }) => id === kind)
  if (!fee || side !== 'participant') return undefined
  const amountMinor = fee.basis === 'fixed' ? fee.amountMinor : Math.min(costMinor ?? 0, fee.amountMinor)
  return amountMinor > 0 ? { amountMinor, rule: fee.rule } : undefined
}
