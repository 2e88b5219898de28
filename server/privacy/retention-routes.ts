/** How long what is held is kept, over HTTP: the periods, what goes when, and holds that keep it beyond. */
import { z } from 'zod'
import type { Clock } from '../base/calendar.ts'
import { operation, type Operation } from '../web/operation.ts'
import { holdData, holdKinds, liftDataHold, openHolds } from './hold-store.ts'
import { claimKinds, type Retention } from './retention.ts'
import { ahead } from './retention-store.ts'

/** What a form or a program sends. */
export const dataHoldOrder = z.strictObject({
  kind: z.enum(holdKinds),
  reason: z.string().trim().min(10).max(500),
})

const tag = 'privacy'

type House = { readonly clock: Clock; readonly retention: Retention }

/** The table of periods with what it means for the claims that ended, and holds. */
export const retentionOperations = ({ clock, retention }: House): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/privacy/retention',
      move: 'see-retention',
      tag,
      summary:
        'How long what is held is kept by country and kind, what goes in which month, and what is held',
      output: z.object({
        periods: z.record(
          z.string(),
          z.record(z.string(), z.object({ keep: z.string(), from: z.string(), source: z.string() })),
        ),
        ahead: z.array(z.object({ month: z.string(), kind: z.enum(claimKinds), claims: z.number() })),
        held: z.array(z.object({ reference: z.string(), kind: z.enum(holdKinds), heldAt: z.string() })),
      }),
    },
    async ({ db }) => ({
      periods: retention.periods,
      ahead: [...(await ahead(db, 100))],
      held: (await openHolds(db)).map(({ reference, kind, heldAt }) => ({
        reference,
        kind,
        heldAt: heldAt.toString(),
      })),
    }),
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/data-holds',
      move: 'hold-data',
      tag,
      summary: 'Keep what is held on a claim beyond its period',
      input: dataHoldOrder,
    },
    ({ db, actor, params, input: { kind, reason } }) =>
      holdData(db, params.reference, kind, { reason, by: actor, at: clock.now() }),
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/data-holds/lifting',
      move: 'lift-data-hold',
      tag,
      summary: 'Let go what was kept beyond its period',
      input: dataHoldOrder,
    },
    ({ db, actor, params, input: { kind, reason } }) =>
      liftDataHold(db, params.reference, kind, { reason, by: actor, at: clock.now() }),
  ),
]
