/** Reads what the desk for carriers shows. */
import { dateIn } from '../base/calendar.ts'
import type { Context } from '../context.ts'
import type { Database } from '../database.ts'
import { caseOutcomes, openCases, type CarrierCase, type CaseKind } from '../shipping/case-store.ts'
import { capabilities, connections } from '../shipping/carriers/capabilities.ts'
import { strandedEvents } from '../shipping/carriers/inbox-store.ts'
import { manifests } from '../shipping/carriers/manifest-store.ts'
import { ordersIn } from '../shipping/carriers/order-store.ts'
import { shipmentOf } from '../shipping/store.ts'
import { deliveredUnreceived } from '../shipping/tracking-store.ts'
import type { Texts } from '../texts/texts.ts'
import { claimHref } from './claim-links.ts'
import { only, type Asked } from './filters.ts'
import { atOnce, openAtMost, type Listed } from './listed.ts'

const page = '/desk/carriers'
const shownAtMost = 100

const casesAsked = (db: Database, { kind }: Asked, limit: number): Promise<CarrierCase[]> =>
  openCases(db, limit, only(kind) as CaseKind | undefined)

export const caseList: Listed<CarrierCase> = {
  may: 'see-shipments',
  columns: [
    ['desk.column.reference', ({ claimReference }) => claimReference],
    ['carriers.column.parcel', ({ sscc }) => sscc],
    ['carriers.column.what', ({ kind }, texts) => texts.text(`carriers.kind.${kind}`)],
    ['carriers.column.since', ({ openedOn }) => openedOn.toString()],
    ['carriers.column.settle-by', ({ dueOn }) => dueOn.toString()],
  ],
  rows: atOnce(({ db }, asked) => casesAsked(db, asked, openAtMost)),
}

/** The values of `templates/pages/desk/carriers.njk` but for leave and form. */
export async function carrierView(
  { db, clock, centreTimeZone }: Pick<Context, 'db' | 'clock' | 'centreTimeZone'>,
  texts: Texts,
  asked: Asked,
): Promise<object> {
  const now = clock.now()
  const today = dateIn(now, centreTimeZone).toString()
  const refused = await ordersIn(db, ['refused'], shownAtMost)
  const unreceived = await deliveredUnreceived(db, now.subtract({ hours: 24 }), shownAtMost)
  return {
    timeZone: centreTimeZone,
    cases: (await casesAsked(db, asked, shownAtMost)).map(
      ({ id, claimReference, sscc, kind, state, openedOn, dueOn }) => ({
        id,
        reference: claimReference,
        href: claimHref(claimReference),
        sscc,
        kind,
        openedOn: openedOn.toString(),
        dueOn: dueOn.toString(),
        late: state === 'escalated' || dueOn.toString() < today,
      }),
    ),
    outcomes: caseOutcomes.map((value) => ({ value, text: texts.text(`carriers.outcome.${value}`) })),
    unreceived: unreceived.map(({ claimReference, ...parcel }) => ({
      ...parcel,
      reference: claimReference,
      href: claimHref(claimReference),
    })),
    orders: await Promise.all(
      refused.map(async ({ id, kind, key, reason, shipmentId, connection }) => {
        const reference = (await shipmentOf(db, shipmentId))?.claimReference ?? ''
        const reasons = (reason ?? '').split(' ')
        return { id, kind, key, reasons, connection, reference, href: claimHref(reference) }
      }),
    ),
    events: (await strandedEvents(db, now, shownAtMost)).map(
      ({ id, connection, number, kind, occurredAt, state }) => ({
        id,
        connection,
        number,
        kind,
        at: occurredAt,
        state: state === 'waiting' ? 'early' : state,
      }),
    ),
    lists: await listsToClose(db),
    manifests: (await manifests(db, 10)).map(({ id, number, closedAt, deliveredAt, orders }) => ({
      number,
      closedAt,
      orders,
      deliveredAt,
      href: `${page}/lists/${id}`,
      paperHref: `${page}/lists/${id}/paper`,
    })),
    connections: connections.map((id) => ({ id, ...capabilities[id] })),
  }
}

/** Carriers that are told by file, with what waits for each. */
const listsToClose = (db: Context['db']): Promise<object[]> =>
  Promise.all(
    connections
      .filter((one) => capabilities[one].orders === 'file')
      .map(async (connection) => ({
        connection,
        waiting: (await ordersIn(db, ['waiting', 'calling-off'], 2000, connection)).length,
      })),
  )
