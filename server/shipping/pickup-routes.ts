/** The carrier's visits over HTTP: free slots, booking, moving, calling off, and what happened at the door. */
import { z } from 'zod'
import { viewOf } from '../claims/routes.ts'
import { claimOf } from '../claims/store.ts'
import { claimViewSchema } from '../claims/view.ts'
import { inTransaction } from '../database.ts'
import { programmeVersion } from '../programmes/store.ts'
import { operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import { attemptPickup } from './attempt.ts'
import { arrangePickup, bookPickup, cancelPickup } from './booking.ts'
import { offerFor } from './offering.ts'
import type { ShippingDesk } from './opening.ts'
import { signatureText } from './signing.ts'
import { scheduledPickups, type PickupOfClaim } from './pickup-store.ts'
import { reweigh } from './reweigh.ts'
import { attemptOutcomes, pickupDetails, type PickupSlot } from './pickup.ts'

const slotView = z.object({ date: z.iso.date(), from: z.string(), to: z.string() })

const pickupView = slotView.extend({
  id: z.int(),
  claimReference: z.string(),
  zone: z.string().optional(),
  weightGrams: z.int(),
})

const hour = z.string().regex(/^\d{2}:\d{2}$/)

const bookingForm = z.strictObject({
  ...pickupDetails.shape,
  date: z.iso.date(),
  from: hour,
  ifTaken: z.enum(['refuse', 'next']).default('refuse'),
})

const attemptForm = z.strictObject({
  outcome: z.enum(attemptOutcomes),
  note: z.string().trim().max(500).optional(),
  costMinor: z.int().min(0).max(10_000_000).optional(),
  evidence: z.array(z.string().max(100)).max(10).optional(),
  /** SSCCs that were taken; left out: all. */
  parcels: z.array(z.string().max(40)).min(1).max(99).optional(),
  signed: z
    .strictObject({ signedBy: z.string().trim().min(1).max(120), signature: signatureText.optional() })
    .optional(),
})

const textOf = ({ date, from, to }: PickupSlot) => ({ date: date.toString(), from, to })
const viewOfPickup = ({ slot, ...pickup }: PickupOfClaim) => ({ ...pickup, ...textOf(slot) })

/** Everything about pick-ups, as operations. */
export const pickupOperations = (office: ShippingDesk): Operation[] => [
  ...booking(office),
  weighing(office),
  ...dispatching(office),
]

const booking = (office: ShippingDesk): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/claims/{reference}/pickup-slots',
      move: 'book-pickup',
      tag: 'shipping',
      summary: 'The days on which the carrier can come (R22, R34)',
      description: 'Empty with a reason where customer service arranges the day.',
      output: z.object({
        slots: z.array(slotView),
        lastDay: z.iso.date(),
        reason: z.enum(['remote-area', 'no-slot-left']).optional(),
      }),
    },
    async ({ db, params }) => {
      const claim = await claimOf(db, params.reference)
      const programme = await programmeVersion(db, claim.programmeVersion)
      const { slots, lastDay, reason } = await offerFor(db, claim, programme, office.clock.now())
      return { slots: slots.map(textOf), lastDay: lastDay.toString(), reason }
    },
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/pickup',
      move: 'book-pickup',
      tag: 'shipping',
      summary: 'Book the pick-up, or move it to another slot (R37, R38)',
      description:
        'A slot that was taken meanwhile is refused, or the next one is booked: `ifTaken` says which.',
      input: bookingForm,
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params, input: { date, from, ifTaken, ...details } }) =>
      viewOf(
        db,
        await bookPickup({ ...office, db }, params.reference, { date, from, ifTaken, details, by: actor }),
      ),
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/pickup/cancellation',
      move: 'book-pickup',
      tag: 'shipping',
      summary: 'Call the agreed pick-up off',
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params }) =>
      viewOf(db, await cancelPickup({ ...office, db }, params.reference, { by: actor })),
  ),
]

const weighing = (office: ShippingDesk): Operation =>
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/weighings',
      move: 're-weigh',
      tag: 'shipping',
      summary: 'Tell the true weight: above the limit a drop-off becomes a pick-up (R35)',
      input: z.strictObject({ weightGrams: z.int().min(1).max(2_000_000) }),
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params, input }) =>
      viewOf(db, await reweigh({ ...office, db }, params.reference, { ...input, by: actor })),
  )

const dispatching = (office: ShippingDesk): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/pickup/appointments',
      move: 'arrange-pickup',
      tag: 'shipping',
      summary: 'Agree a day by customer service, also where none is offered (R10, R38)',
      input: z.strictObject({ date: z.iso.date(), from: hour }),
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params, input }) =>
      viewOf(db, await arrangePickup({ ...office, db }, params.reference, { ...input, by: actor })),
  ),
  operation(
    {
      method: 'get',
      path: '/pickups',
      move: 'see-shipments',
      tag: 'shipping',
      summary: 'Agreed pick-ups, the next day first',
      output: z.array(pickupView),
    },
    async ({ db }) => (await scheduledPickups(db, 200)).map(viewOfPickup),
  ),
  operation(
    {
      method: 'post',
      path: '/pickups/{id}/attempts',
      move: 'hand-over',
      tag: 'shipping',
      summary: 'What happened at the door (R38-R40)',
      params: z.object({ id: rowId }),
      input: attemptForm,
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params, input }) =>
      inTransaction(db, async (trx) =>
        viewOf(trx, await attemptPickup({ ...office, db: trx }, trx, params.id, { ...input, by: actor })),
      ),
  ),
]
