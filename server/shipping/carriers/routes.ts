/** Carriers over HTTP: where parcels are, cases, orders that need a person, and the day's list. */
import { z } from 'zod'
import { actorText } from '../../base/actor.ts'
import { refuse } from '../../base/refusal.ts'
import { file, operation, type Operation } from '../../web/operation.ts'
import { rowId } from '../../web/params.ts'
import { caseKinds, caseOutcomes, closeCase, openCases } from '../case-store.ts'
import { trackingKinds } from '../tracking.ts'
import { capabilities, connections } from './capabilities.ts'
import { retryEvent, strandedEvents } from './inbox-store.ts'
import { manifestPaper, type DeliveringOffice } from './delivering.ts'
import { closeManifest } from './manifest.ts'
import { manifestFile, manifests } from './manifest-store.ts'
import { orderAgain, ordersIn } from './order-store.ts'
import { send } from './ordering.ts'
import { trackingOfClaim } from './tracked-view.ts'

const shownAtMost = 200

type CarrierOffice = Pick<DeliveringOffice, 'clock' | 'centreTimeZone' | 'drawings'>

const trackedView = z.object({
  sscc: z.string(),
  trackingNumber: z.string().optional(),
  receivedAt: z.string().optional(),
  state: z.enum(trackingKinds),
  since: z.string(),
  events: z.array(z.object({ kind: z.enum(trackingKinds), at: z.string(), place: z.string().optional() })),
})

const caseView = z.object({
  id: z.int(),
  claimReference: z.string(),
  sscc: z.string(),
  kind: z.enum(caseKinds),
  state: z.enum(['open', 'escalated', 'closed']),
  openedOn: z.iso.date(),
  dueOn: z.iso.date(),
})

const eventView = z.object({
  id: z.int(),
  connection: z.string(),
  number: z.string(),
  kind: z.enum(trackingKinds),
  occurredAt: z.string(),
  receivedAt: z.string(),
  state: z.enum(['waiting', 'unknown-parcel', 'failed', 'applied']),
})

const orderView = z.object({
  id: z.int(),
  connection: z.string(),
  kind: z.enum(['parcel', 'pickup']),
  key: z.string(),
  state: z.string(),
  reason: z.string().optional(),
})

const manifestView = z
  .object({
    id: z.int(),
    connection: z.string(),
    number: z.string(),
    closedAt: z.string(),
    orders: z.int(),
    deliveredAt: z.string().optional(),
  })
  .meta({ id: 'CarrierManifest' })

export const caseClosing = z.strictObject({
  outcome: z.enum(caseOutcomes),
  note: z.string().trim().min(10).max(500),
})

/** Connections that are told by file. */
export const listed = z.enum(connections.filter((one) => capabilities[one].orders === 'file'))

/** Tracking, cases, orders and lists, as operations. */
export const carrierOperations = (office: CarrierOffice): Operation[] => [
  ...looking(office),
  ...listing(office),
  ...acting(office),
]

const common = { tag: 'shipping' } as const

const looking = ({ clock }: CarrierOffice): Operation[] => [
  operation(
    {
      ...common,
      method: 'get',
      path: '/claims/{reference}/tracking',
      move: 'see-claim',
      summary: 'Where the carrier says that the parcels of a claim are',
      output: z.array(trackedView),
    },
    async ({ db, params }) =>
      (await trackingOfClaim(db, params.reference)).map((parcel) => ({
        ...parcel,
        events: [...parcel.events],
      })),
  ),
  operation(
    {
      ...common,
      method: 'get',
      path: '/carrier-cases',
      move: 'see-shipments',
      summary: 'What carriers lost, damaged or sent back, the escalated first',
      output: z.array(caseView),
    },
    async ({ db }) =>
      (await openCases(db, shownAtMost)).map((one) => ({
        ...one,
        openedOn: one.openedOn.toString(),
        dueOn: one.dueOn.toString(),
      })),
  ),
  operation(
    {
      ...common,
      method: 'get',
      path: '/carrier-events',
      move: 'see-shipments',
      summary: 'Events that wait for a person, or for their time to come',
      output: z.array(eventView),
    },
    async ({ db }) => strandedEvents(db, clock.now(), shownAtMost),
  ),
]

const listing = (office: CarrierOffice): Operation[] => [
  operation(
    {
      ...common,
      method: 'get',
      path: '/carrier-orders',
      move: 'see-shipments',
      summary: 'Orders that a carrier refused',
      output: z.array(orderView),
    },
    async ({ db }) => ordersIn(db, ['refused'], shownAtMost),
  ),
  operation(
    {
      ...common,
      method: 'get',
      path: '/carrier-manifests',
      move: 'see-shipments',
      summary: 'Closed lists, the last first',
      output: z.array(manifestView),
    },
    async ({ db }) => manifests(db, shownAtMost),
  ),
  operation(
    {
      ...common,
      method: 'get',
      path: '/carrier-manifests/{id}/file',
      move: 'see-shipments',
      summary: 'A closed list as the carrier gets it (CSV)',
      params: z.object({ id: rowId }),
      file: ['text/csv'],
    },
    async ({ db, params }) => {
      const { number, content } = await manifestFile(db, params.id)
      return file({
        bytes: Buffer.from(content),
        name: `${number}.csv`,
        mediaType: 'text/csv; charset=utf-8',
      })
    },
  ),
  operation(
    {
      ...common,
      method: 'get',
      path: '/carrier-manifests/{id}/paper',
      move: 'see-shipments',
      summary: 'A closed list on paper, with bar codes, for the driver to sign (PDF)',
      params: z.object({ id: rowId }),
      file: ['application/pdf'],
    },
    async ({ db, params }) => {
      const { number, bytes } = await manifestPaper({ ...office, db }, params.id, 'en')
      return file({ bytes, name: `${number}.pdf`, mediaType: 'application/pdf' })
    },
  ),
]

const acting = (office: CarrierOffice): Operation[] => [
  operation(
    {
      ...common,
      method: 'post',
      path: '/carrier-cases/{id}/closing',
      move: 'close-case',
      summary: 'Close a case, with how it ended',
      params: z.object({ id: rowId }),
      input: caseClosing,
    },
    async ({ db, actor, params, input }) => {
      await closeCase(db, params.id, { ...input, by: actorText(actor), at: office.clock.now() })
    },
  ),
  operation(
    {
      ...common,
      method: 'post',
      path: '/carrier-events/{id}/retries',
      move: 'bring-carrier-events',
      summary: 'Look for the parcel of an event once more',
      params: z.object({ id: rowId }),
    },
    async ({ db, params }) => {
      if ((await retryEvent(db, params.id)) === 0) throw refuse('not-found', 'not-found')
    },
  ),
  operation(
    {
      ...common,
      method: 'post',
      path: '/carrier-orders/{id}/retries',
      move: 'order-again',
      summary: 'Send a refused order again, once its cause is mended',
      params: z.object({ id: rowId }),
    },
    async ({ db, params }) => {
      if (!(await orderAgain(db, params.id))) throw refuse('conflict', 'order-not-refused', { id: params.id })
      await send(office, db, params.id)
    },
  ),
  operation(
    {
      ...common,
      method: 'post',
      path: '/carrier-manifests',
      move: 'close-manifest',
      summary: 'Close the list of what waits for a carrier of our own contract',
      input: z.strictObject({ connection: listed.default('own-contract') }),
      output: manifestView,
      status: 201,
    },
    async ({ db, actor, input }) =>
      closeManifest({ db, clock: office.clock }, input.connection, actorText(actor)),
  ),
]
