/** The dispatch desk: scheduled pick-ups, and what happened at the door (R34, R37-R40). */
import { Router, type Request } from 'express'
import { z } from 'zod'
import { clocksOf } from '../claims/clock-store.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { dateIn } from '../base/calendar.ts'
import { programmeVersion } from '../programmes/store.ts'
import { attemptPickup } from '../shipping/attempt.ts'
import { scheduledPickups } from '../shipping/pickup-store.ts'
import { attemptOutcomes } from '../shipping/pickup.ts'
import { shipmentOf } from '../shipping/store.ts'
import { mayDo } from '../staff/access.ts'
import { formBody, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { deskForm } from './act.ts'
import { claimHref } from './claim-links.ts'

const outcome = z.strictObject({ outcome: z.enum(attemptOutcomes) })

/** Scheduled pick-ups, and what happened at the door. */
export function pickupPages(context: Context, frame: Frame): Router {
  const { db, clock } = context
  const router = Router()
  router.get('/desk/pickups', frame.may('see-shipments'), async (_request, response) => {
    const pickups = await Promise.all(
      (await scheduledPickups(db, 200)).map(
        async ({ id, shipmentId, claimReference, slot, state, weightGrams }) => {
          const claim = await claimOf(db, claimReference)
          const programme = await programmeVersion(db, claim.programmeVersion)
          const { company, address } = claim.application.participant
          const deadline =
            (await clocksOf(db, claim.id)).find((one) => one.clock === 'pickup-by')?.dueOn.toString() ?? ''
          return {
            id,
            reference: claimReference,
            href: claimHref(claimReference),
            company,
            address: [address.street, `${address.postcode} ${address.city}`],
            ...slot,
            date: slot.date.toString(),
            weightGrams,
            parcels: (await shipmentOf(db, shipmentId))?.parcels.length ?? 0,
            state,
            by: deadline,
            late: slot.date.toString() < dateIn(clock.now(), programme.timeZone).toString(),
          }
        },
      ),
    )
    await frame.show(response, 'desk/pickups', {
      desk: 'pickups',
      pickups,
      mayRecord: mayDo(actorIn(response), 'hand-over'),
    })
  })

  router.post('/desk/pickups/:id/attempts', frame.may('hand-over'), deskForm, async (request, response) => {
    const { params, body } = request as Request<{ id: string }>
    const attempt = read(outcome, formBody((body ?? {}) as Typed))
    await inTransaction(db, (trx) =>
      attemptPickup({ ...context, db: trx }, trx, Number(params.id), { ...attempt, by: actorIn(response) }),
    )
    response.redirect(303, '/desk/pickups')
  })
  return router
}
