/** What many replayed claims come to: how many decisions and how much money would change, and by which rule. Pure. */
import type { Outcome, Replayed, WhatIfReason } from './what-if.ts'

/** So many claims went from one outcome to another, with the money of them. Minor units. */
export type Shift = {
  readonly before: Outcome
  readonly after: Outcome
  readonly claims: number
  readonly beforeMinor: number
  readonly afterMinor: number
}

/** Each claim counts under its first reason alone, so that the reasons add up to the whole. */
export type ReasonSum = WhatIfReason & { readonly claims: number; readonly byMinor: number }

export type WhatIfSums = {
  readonly claims: number
  readonly changed: number
  readonly beforeMinor: number
  readonly afterMinor: number
  readonly shifts: readonly Shift[]
  /** Those that move most money first. */
  readonly reasons: readonly ReasonSum[]
}

/** Another decision, or other money. */
export const isChanged = ({ before, after, beforeMinor, afterMinor }: Replayed): boolean =>
  before !== after || beforeMinor !== afterMinor

/** True for claims whose decision changes, whatever becomes of their money. */
export const isShift = ({ before, after }: Pick<Shift, 'before' | 'after'>): boolean => before !== after

/** Counts claim by claim, so that any number of them needs no room. Goes on from what was counted before, if anything was. */
export function openSums(soFar?: WhatIfSums): {
  readonly add: (one: Replayed) => void
  readonly sums: () => WhatIfSums
} {
  const shifts = new Map((soFar?.shifts ?? []).map((shift) => [shiftName(shift), shift]))
  const reasons = new Map((soFar?.reasons ?? []).map((sum) => [reasonName(sum), sum]))
  let changed = soFar?.changed ?? 0
  return {
    add: (one) => {
      const { before, after, beforeMinor, afterMinor, reason } = one
      const shiftKey = shiftName(one)
      const shift = shifts.get(shiftKey) ?? { before, after, claims: 0, beforeMinor: 0, afterMinor: 0 }
      shifts.set(shiftKey, {
        ...shift,
        claims: shift.claims + 1,
        beforeMinor: shift.beforeMinor + beforeMinor,
        afterMinor: shift.afterMinor + afterMinor,
      })
      if (!isChanged(one)) return
      changed += 1
      if (!reason) return
      const reasonKey = reasonName(reason)
      const sum = reasons.get(reasonKey) ?? { ...reason, claims: 0, byMinor: 0 }
      const byMinor = sum.byMinor + afterMinor - beforeMinor
      reasons.set(reasonKey, { ...sum, claims: sum.claims + 1, byMinor })
    },
    sums: () => {
      const all = [...shifts.values()]
      const total = (of: (shift: Shift) => number): number => all.reduce((sum, shift) => sum + of(shift), 0)
      return {
        claims: total(({ claims }) => claims),
        changed,
        beforeMinor: total(({ beforeMinor }) => beforeMinor),
        afterMinor: total(({ afterMinor }) => afterMinor),
        shifts: all.toSorted((one, other) => other.claims - one.claims),
        reasons: [...reasons.values()].toSorted(
          (one, other) => Math.abs(other.byMinor) - Math.abs(one.byMinor) || other.claims - one.claims,
        ),
      }
    },
  }
}

const shiftName = ({ before, after }: Pick<Shift, 'before' | 'after'>): string => `${before} ${after}`

const reasonName = ({ rule, code }: Pick<ReasonSum, 'rule' | 'code'>): string => `${rule} ${code}`
