/** The way to the centre over HTTP: scans, labels and shipments. */
import { z } from 'zod'
import { actorText } from '../base/actor.ts'
import { viewOf } from '../claims/routes.ts'
import { claimViewSchema } from '../claims/view.ts'
import { operation, type Operation } from '../web/operation.ts'
import type { ShippingDesk } from './opening.ts'
import { receiptConditions, receiveScan, type ReceivingOffice } from './receiving.ts'
import { reissueLabel, reissueReasons } from './reissue.ts'
import { lastScans, scanVerdicts } from './scan-store.ts'
import { shipmentsOf } from './store.ts'

/** What these operations need beyond the transaction of each request. */
type ShippingOffice = ShippingDesk & ReceivingOffice

const scanForm = z.strictObject({
  scanned: z.string().trim().min(1).max(500),
  condition: z.enum(receiptConditions).default('sound'),
  weightGrams: z.int().min(0).max(2_000_000).optional(),
})

const scanView = z.object({
  verdict: z.enum(scanVerdicts),
  scanned: z.string(),
  /** Parcels of the claim that have not come yet. */
  missing: z.int(),
  sscc: z.string().optional(),
  claim: claimViewSchema.optional(),
})

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

/** Scans, labels and shipments, as operations. */
export const shippingOperations = (office: ShippingOffice): Operation[] => [
  ...receiving(office),
  ...travelling(),
]

const receiving = (office: ShippingOffice): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/scans',
      move: 'receive',
      tag: 'shipping',
      summary: 'Scan what stands on the receiving desk',
      description: 'Every scan gets a verdict and is kept, also one that nobody expected.',
      input: scanForm,
      output: scanView,
      status: 201,
    },
    async ({ db, actor, input }) => {
      const { verdict, scanned, missing, claim, parcel } = await receiveScan(
        { ...office, db },
        { ...input, by: actor },
      )
      return { verdict, scanned, missing, sscc: parcel?.sscc, claim: claim && (await viewOf(db, claim)) }
    },
  ),
  operation(
    {
      method: 'get',
      path: '/scans',
      move: 'receive',
      tag: 'shipping',
      summary: 'My last scans, newest first',
      output: z.array(
        z.object({
          at: z.string(),
          scanned: z.string(),
          verdict: z.string(),
          claimReference: z.string().optional(),
        }),
      ),
    },
    async ({ db, actor }) => lastScans(db, actorText(actor), 20),
  ),
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
