/** What a floor lead asks of a month of audits: how many, why they differ, whose, and how far eyes agree. Pure. */
import { agreementOf, type Agreement } from './kappa.ts'

/** One look, as far as the report needs it. */
export type FloorLook = {
  readonly unitId: number
  readonly auditorId: number
  /** ISO date in the zone of the report. */
  readonly on: string
  readonly verdict: string
  readonly reasons: readonly string[]
  /** As declared. */
  readonly category: string
  readonly make: string
  readonly standing: string
}

export type Count = { readonly label: string; readonly count: number }

export type FloorReport = {
  /** Every day of the span, those without a look as well. */
  readonly perDay: readonly Count[]
  readonly perAuditor: readonly {
    readonly auditorId: number
    readonly looks: number
    readonly differences: number
    /** How many of this auditor's first looks were repeated blindly, and how many of those agreed. */
    readonly repeated: number
    readonly agreed: number
  }[]
  /** Differences that were decided: the most frequent first. */
  readonly byReason: readonly Count[]
  readonly byMake: readonly Count[]
  readonly byCategory: readonly ({ readonly category: string } & Agreement)[]
}

/** `days`: ISO dates of the span, oldest first. `looks`: oldest first. */
export function floorReport(looks: readonly FloorLook[], days: readonly string[]): FloorReport {
  const within = looks.filter(({ on }) => days.includes(on))
  const decided = within.filter(({ standing, verdict }) => standing === 'concluded' && verdict !== 'match')
  const blind = blindPairs(looks).filter(({ first }) => days.includes(first.on))
  return {
    perDay: days.map((label) => ({ label, count: within.filter(({ on }) => on === label).length })),
    perAuditor: [...new Set(within.map(({ auditorId }) => auditorId))].map((auditorId) => {
      const own = within.filter((look) => look.auditorId === auditorId)
      const repeated = blind.filter(({ first }) => first.auditorId === auditorId)
      return {
        auditorId,
        looks: own.length,
        differences: own.filter(({ verdict }) => verdict !== 'match').length,
        repeated: repeated.length,
        agreed: repeated.filter(({ first, second }) => first.verdict === second.verdict).length,
      }
    }),
    byReason: counted(decided.flatMap(({ reasons }) => reasons)),
    byMake: counted(decided.map(({ make }) => make)),
    byCategory: [...new Set(blind.map(({ first }) => first.category))].toSorted().map((category) => ({
      category,
      ...agreementOf(
        blind
          .filter(({ first }) => first.category === category)
          .map(({ first, second }) => ({ first: first.verdict, second: second.verdict })),
      ),
    })),
  }
}

/** A first look that was held, with the blind one after it. A third is no pair: it knows that two disagreed. */
function blindPairs(looks: readonly FloorLook[]): { first: FloorLook; second: FloorLook }[] {
  return looks.flatMap((first, place) => {
    if (first.standing !== 'held-sample' && first.standing !== 'held-refusal') return []
    const second = looks.slice(place + 1).find(({ unitId }) => unitId === first.unitId)
    return second ? [{ first, second }] : []
  })
}

const counted = (labels: readonly string[]): Count[] =>
  [...new Set(labels)]
    .map((label) => ({ label, count: labels.filter((one) => one === label).length }))
    .toSorted((one, other) => other.count - one.count || (one.label < other.label ? -1 : 1))

/** How many days devices have waited, in fifths of the days to payment (R45). Labels are the first and last day. */
export function ageGroups(daysWaited: readonly number[], daysToPay: number): Count[] {
  const step = Math.max(1, Math.ceil(daysToPay / 5))
  const groups = Array.from({ length: 5 }, (_, place) => ({ from: place * step, to: (place + 1) * step - 1 }))
  const late = daysWaited.filter((days) => days > (groups.at(-1)?.to ?? 0)).length
  return [
    ...groups.map(({ from, to }) => ({
      label: `${from}–${to}`,
      count: daysWaited.filter((days) => days >= from && days <= to).length,
    })),
    { label: `${5 * step}+`, count: late },
  ]
}
