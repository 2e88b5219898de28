/** The time of a claim over HTTP (R4, R23, R45): its clocks with the share of each side, days granted, waits. */
import { z } from 'zod'
import { instantText } from '../base/calendar.ts'
import { programmeVersion } from '../programmes/store.ts'
import { waits } from '../programmes/schema/limits.ts'
import { operation, type Operation } from '../web/operation.ts'
import { advance, type Office } from './advance.ts'
import { extendable } from './reasons.ts'
import { viewOf } from './routes.ts'
import { sharesOf } from './shares-store.ts'
import { claimOf } from './store.ts'
import { claimViewSchema } from './view.ts'

const note = z.string().trim().max(2000).optional()

/** What is sent in to give a clock more days (R23). */
export const extensionForm = z.strictObject({
  clock: z.string().max(60),
  days: z.int().min(1).max(365),
  reason: z.enum(extendable),
  note,
})

const clocksView = z.object({
  clocks: z.array(
    z.object({
      clock: z.string(),
      startedOn: z.iso.date(),
      dueOn: z.iso.date(),
      state: z.enum(['open', 'paused', 'met', 'breached', 'stopped']),
      daysLeft: z.int(),
      /** R45: calendar days that we used, and that the participant's waits took. */
      daysUsed: z.int(),
      daysPaused: z.int(),
      extensions: z.array(z.object({ days: z.int(), reason: z.string() })),
    }),
  ),
  waits: z.array(z.object({ reason: z.enum(waits), beganAt: z.string(), endedAt: z.string().optional() })),
})

/** Clocks, extensions and waits as operations. */
export const timeOperations = (desk: Office): Operation[] => [looking(desk), ...acting(desk)]

const looking = (desk: Office): Operation =>
  operation(
    {
      method: 'get',
      path: '/claims/{reference}/clocks',
      move: 'see-claim',
      tag: 'claims',
      summary: 'Deadlines with the share of each side, and every recorded wait (R45, R92)',
      output: clocksView,
    },
    async ({ db, params }) => {
      const claim = await claimOf(db, params.reference)
      const programme = await programmeVersion(db, claim.programmeVersion)
      const { runs, spans } = await sharesOf(db, claim, programme, desk.clock.now())
      return {
        clocks: runs.map(({ startedOn, dueOn, extensions, ...run }) => ({
          ...run,
          startedOn: startedOn.toString(),
          dueOn: dueOn.toString(),
          extensions: [...extensions],
        })),
        waits: spans.map(({ reason, beganAt, endedAt }) => ({
          reason,
          beganAt: instantText(beganAt),
          ...(endedAt && { endedAt: instantText(endedAt) }),
        })),
      }
    },
  )

const acting = (desk: Office): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/extensions',
      move: 'extend',
      tag: 'claims',
      summary: 'Give a deadline more days, with the reason (R23)',
      input: extensionForm,
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params, input: { note: words, ...input } }) => {
      const move = { kind: 'extend', by: actor, ...input, ...(words && { note: words }) } as const
      return viewOf(db, await advance({ ...desk, db }, params.reference, move))
    },
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/waits',
      move: 'set-aside',
      tag: 'claims',
      summary: 'Customer service takes the claim over; clocks that allow it wait (R4, R38)',
      input: z.strictObject({ note }),
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params, input }) => {
      const move = { kind: 'set-aside', by: actor, ...(input.note && { note: input.note }) } as const
      return viewOf(db, await advance({ ...desk, db }, params.reference, move))
    },
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/wait-endings',
      move: 'take-up',
      tag: 'claims',
      summary: 'Customer service is done; the clocks go on',
      input: z.strictObject({}),
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params }) =>
      viewOf(db, await advance({ ...desk, db }, params.reference, { kind: 'take-up', by: actor })),
  ),
]
