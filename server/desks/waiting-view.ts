/** What waits at each desk and how much of it is late, for the first page. Counts only; the desks list it. */
import { Temporal } from 'temporal-polyfill'
import { dateIn } from '../base/calendar.ts'
import { proposalsIn } from '../billing/proposal-store.ts'
import { awaitsAudit } from '../claims/claim.ts'
import { claimsToInspect, countClaims } from '../claims/store.ts'
import { claimsWaitingSince } from '../claims/waiting-store.ts'
import type { Context } from '../context.ts'
import { queueHealth } from '../jobs/store.ts'
import { countOpenPayables } from '../payments/payable-store.ts'
import { openCases } from '../shipping/case-store.ts'
import { unprintedLabels } from '../shipping/label-store.ts'
import { awaitingDay, scheduledPickups } from '../shipping/pickup-store.ts'

/** Beyond it the exact number helps nobody. */
const countedAtMost = 500

/** Where the house works. */
const houseZone = 'Europe/Copenhagen'

/**
 * Days after which something that waits counts as late. Of 45 days to the payment (R45) the house takes a week for each
 * step; a proposal may rest with its owner for two.
 */
const lateAfterDays = { review: 7, audit: 7, proposals: 14 } as const

export type Waiting = { readonly count: number; readonly late: number }

/** By the desk's id; a desk without a queue is left out. */
export async function waitingAt({
  db,
  clock,
}: Pick<Context, 'db' | 'clock'>): Promise<Readonly<Record<string, Waiting>>> {
  const today = dateIn(clock.now(), houseZone)
  const before = (days: number): Temporal.Instant => clock.now().subtract({ hours: 24 * days })
  const toInspect = await claimsToInspect(db, countedAtMost)
  const pickups = await scheduledPickups(db, countedAtMost)
  const cases = await openCases(db, countedAtMost)
  const proposals = await proposalsIn(db, 'open', countedAtMost)
  const { dead } = await queueHealth(db)
  const late = await claimsWaitingSince(db, {
    submitted: before(lateAfterDays.review),
    received: dateIn(before(lateAfterDays.audit), houseZone),
  })
  return {
    review: { count: await countClaims(db, 'submitted'), late: late.submitted },
    pickups: {
      count: pickups.length + (await awaitingDay(db, countedAtMost)).length,
      late: pickups.filter(({ slot }) => isBefore(slot.date, today)).length,
    },
    // Whatever gave up needs somebody now.
    jobs: { count: dead, late: dead },
    carriers: { count: cases.length, late: cases.filter(({ dueOn }) => isBefore(dueOn, today)).length },
    labels: { count: (await unprintedLabels(db, countedAtMost)).length, late: 0 },
    audit: {
      count: toInspect.flatMap(({ units }) => units.filter(awaitsAudit)).length,
      late: late.received,
    },
    proposals: {
      count: proposals.length,
      late: proposals.filter(
        ({ composedAt }) => Temporal.Instant.compare(composedAt, before(lateAfterDays.proposals)) < 0,
      ).length,
    },
    payments: await countOpenPayables(db, today),
  }
}

const isBefore = (date: Temporal.PlainDate, today: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(date, today) < 0
