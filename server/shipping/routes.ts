/** The way to the centre over HTTP: labels and shipments. */
import { z } from 'zod'
import type { Office } from '../claims/advance.ts'
import { viewOf } from '../claims/routes.ts'
import { claimViewSchema } from '../claims/view.ts'
import { operation, type Operation } from '../web/operation.ts'
import type { ShippingDesk } from './opening.ts'
import { reissueLabel, reissueReasons } from './reissue.ts'
import { shipmentsOf } from './store.ts'

/** What these operations need beyond the transaction of each request. */
type ShippingOffice = ShippingDesk & Office

const shipmentView = z.object({
  way: z.enum(['drop-off', 'pick-up']),
  weightGrams: z.int(),
  shipBy: z.iso.date(),
  labelDocument: z.int().optional(),
  parcels: z.array(
    z.object({
      no: z.int(),
      sscc: z.string(),
      units: z.array(z.int()),
      state: z.string(),
      receivedAt: z.string().optional(),
    }),
  ),
})

/** Labels and shipments, as operations. */
export const shippingOperations = (office: ShippingOffice): Operation[] => [
  ...labelling(office),
  ...travelling(),
]

const labelling = (office: ShippingOffice): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/labels',
      move: 'label',
      tag: 'shipping',
      summary: 'Make the label anew: the old numbers are void from now on (R32)',
      input: z.strictObject({ reason: z.enum(reissueReasons) }),
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params, input }) =>
      viewOf(db, await reissueLabel({ ...office, db }, params.reference, { ...input, by: actor })),
  ),
]

const travelling = (): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/claims/{reference}/shipments',
      move: 'see-claim',
      tag: 'shipping',
      summary: 'How the units of a claim travel',
      output: z.array(shipmentView),
    },
    async ({ db, params }) =>
      (await shipmentsOf(db, params.reference)).map((shipment) => ({
        ...shipment,
        parcels: shipment.parcels.map((parcel) => ({ ...parcel, units: [...parcel.units] })),
      })),
  ),
]
