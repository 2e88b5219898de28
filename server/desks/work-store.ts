/**
 * Counts what waits in each queue, up to a bound and off an index, and since when the oldest has waited: a million claims
 * that wait for nothing cost nothing. Reads the rows of every room; changes none.
 */
import type { Temporal } from 'temporal-polyfill'
import type { Database, Statement } from '../database.ts'
import { undelivered } from '../mail/store.ts'
import { aliveStates } from '../payments/machines.ts'
import type { Queue, QueueId } from './work.ts'

/** Beyond it the exact number helps nobody. */
export const countedAtMost = 500

export type Waiting = {
  /** One more than `countedAtMost` stands for all that are more. */
  readonly count: number
  readonly late: number
  /** ISO date. */
  readonly oldestOn?: string
}

type Asking = {
  readonly db: Database
  /** ISO date. */
  readonly today: string
  /** As tables name an actor: nobody waits for himself where a second pair of eyes is asked for. */
  readonly me: string
}

/** Rows with `since`, when the wait began, and where the thing has its own last day also `due`. */
type Rows = (asking: Asking) => Statement

const onShelf = ['at-centre', 'isolated']

/** Since the clocks of its claim run: the one of the payment starts with the receipt (R45). */
const receivedOn = (db: Database): Statement =>
  db('clocks')
    .whereRaw('clocks.claim_id = units.claim_id')
    .where({ state: 'running' })
    .min('started_on')
    .as('since')

const toLookAt = (db: Database): Statement =>
  db('units').whereIn('custody', onShelf).where({ audit: 'pending' }).select(receivedOn(db))

const looksAt = (db: Database): Statement => db('audits').whereRaw('audits.unit_id = units.id')

const seenBy = (db: Database, me: string): Statement =>
  looksAt(db).where({ auditor_id: Number(me.split(':')[1] ?? 0) })

const isOwed = ({ db }: Asking): Statement =>
  db('payables').where('payables.amount_minor', '>', 0).whereNull('payables.paid_on')

const attempts = (db: Database): Statement => db('payments').whereRaw('payments.payable = payables.number')

const rowsOf: Readonly<Record<QueueId, Rows>> = {
  review: ({ db }) => db('claims').where({ state: 'submitted' }).select('submitted_at as since'),
  'to-plan': ({ db }) =>
    db('shipments')
      .join('claims', 'claims.reference', 'shipments.claim_reference')
      .where({ 'shipments.way': 'pick-up', 'claims.state': 'approved' })
      .whereNotExists(
        db('pickups')
          .whereRaw('pickups.shipment_id = shipments.id')
          .whereNotIn('state', ['missed', 'cancelled']),
      )
      .whereExists(
        db('parcels').whereRaw('parcels.shipment_id = shipments.id').where({ 'parcels.state': 'labelled' }),
      )
      .select('claims.approved_at as since'),
  visits: ({ db, today }) =>
    db('pickups')
      .where({ state: 'scheduled' })
      .where('on_date', '<', today)
      .select('on_date as since', 'on_date as due'),
  labels: ({ db }) => db('labels').where({ state: 'issued' }).select('issued_at as since'),
  cases: ({ db }) =>
    db('carrier_cases').whereIn('state', ['open', 'escalated']).select('opened_on as since', 'due_on as due'),
  rewards: ({ db }) => db('goods_orders').whereNull('shipped_at').select('ordered_at as since'),
  unidentified: ({ db }) => db('unidentified').whereNull('matched_at').select('found_at as since'),
  audit: ({ db }) => toLookAt(db).whereNotExists(looksAt(db)),
  'second-audit': ({ db, me }) => toLookAt(db).whereExists(looksAt(db)).whereNotExists(seenBy(db, me)),
  appeals: ({ db, me }) =>
    db('units')
      .where({ offer: 'disputed' })
      .whereNotExists(seenBy(db, me))
      .select(
        db('offer_answers').whereRaw('offer_answers.unit_id = units.id').max('answered_at').as('since'),
      ),
  proposals: ({ db }) => db('proposals').where({ state: 'open' }).select('composed_at as since'),
  holds: ({ db }) => db('payment_holds').whereNull('lifted_by').select('held_at as since'),
  payables: (asking) =>
    isOwed(asking)
      .whereNotExists(attempts(asking.db).whereIn('state', [...aliveStates]))
      .select('owed_since as since', 'pay_by as due'),
  returns: (asking) =>
    isOwed(asking)
      .join('payments', 'payments.payable', 'payables.number')
      .whereIn('payments.state', ['rejected', 'returned'])
      .whereNotExists(
        asking
          .db('payments as other')
          .whereRaw('other.payable = payables.number')
          .whereIn('other.state', [...aliveStates]),
      )
      .groupBy('payables.number')
      .max('payments.booked_on as since'),
  'runs-to-approve': ({ db, me }) =>
    db('payment_runs').where({ state: 'created' }).whereNot({ created_by: me }).select('created_at as since'),
  'runs-to-export': ({ db }) =>
    db('payment_runs').where({ state: 'approved' }).select('approved_at as since'),
  movements: ({ db }) =>
    db('bank_bookings')
      .whereNotNull('question')
      .whereNotExists(db('suspense_matches').whereRaw('suspense_matches.booking_key = bank_bookings.key'))
      .select('booked_on as since'),
  matches: ({ db, me }) =>
    db('suspense_matches')
      .whereNull('confirmed_by')
      .whereNot({ proposed_by: me })
      .select('proposed_at as since'),
  charges: ({ db }) =>
    db('charges').whereNull('invoice').whereNull('waived_by').select('charged_at as since'),
  'write-offs': ({ db, me }) =>
    db('recoveries')
      .where({ state: 'open' })
      .whereNotNull('write_off_by')
      .whereNot({ write_off_by: me })
      .select('notified_at as since', 'due_on as due'),
  jobs: ({ db }) => db('jobs').where({ state: 'dead' }).select('due_at as since'),
  mails: ({ db }) => undelivered(db).select('created_at as since'),
}

/** How many wait in one queue. `now` is today at the house. */
export async function waitingIn(
  db: Database,
  { id, lateAfterDays }: Pick<Queue, 'lateAfterDays'> & { readonly id: QueueId },
  { today, me }: { readonly today: Temporal.PlainDate; readonly me: string },
): Promise<Waiting> {
  const rows = rowsOf[id]({ db, today: today.toString(), me })
    .orderBy('since')
    .limit(countedAtMost + 1)
  const lateBefore =
    lateAfterDays === undefined
      ? { column: 'due', day: today }
      : { column: 'since', day: today.add({ days: 1 }).subtract({ days: lateAfterDays }) }
  // Instants and days are both ISO text, so that an instant of a day is after the day's name and before the next one's.
  const late = db.raw('sum(case when ?? < ? then 1 else 0 end) as late', [
    lateBefore.column,
    lateBefore.day.toString(),
  ])
  const [row] = await db
    .from(rows.as('waiting'))
    .count({ count: '*' })
    .min({ oldest: 'since' })
    .select<{ count: number | string; oldest: string | null; late: number | string | null }[]>(late)
  return {
    count: Number(row?.count ?? 0),
    late: Number(row?.late ?? 0),
    ...(row?.oldest && { oldestOn: row.oldest.slice(0, 10) }),
  }
}
