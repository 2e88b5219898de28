/**
 * Rows of payments that the bank has had: held while an answer is read, moved by what it says, written together. Knows
 * states and amounts; what an answer means is said in `bank-match.ts`.
 */
import { moved } from '../base/machine.ts'
import type { Currency } from '../base/money.ts'
import { isSqlite, updateAlike, type Transaction } from '../database.ts'
import type { PaymentMove, SentPayment } from './bank-match.ts'
import { paymentMachine, type PaymentState } from './machines.ts'
import type { PaymentRow } from './store.ts'

/** A payment that an answer moved, as it was before, with what it is for. Minor units. */
export type MovedPayment = PaymentMove & {
  readonly id: number
  readonly run: number
  readonly was: PaymentState
  readonly accountId: number
  readonly amountMinor: number
  readonly currency: Currency
  readonly reference: string
  readonly payable: string
}

type SentRow = PaymentRow & { readonly name: string }

/** Payments that were sent, as they are by now. */
export type Held = {
  readonly payments: () => SentPayment[]
  readonly withId: (endToEndId: string) => SentPayment | undefined
  readonly inBatch: (batch: string) => SentPayment[]
  /** Carries out what was said; what changes nothing is left out. */
  readonly move: (moves: readonly PaymentMove[]) => MovedPayment[]
  /** Writes what was moved. */
  readonly save: () => Promise<void>
}

/** Payments that were ever sent, by their EndToEndIds and by their runs' names, held until the transaction ends. */
export async function sentPayments(
  trx: Transaction,
  { ids = [], runs = [] }: { readonly ids?: readonly string[]; readonly runs?: readonly string[] },
): Promise<Held> {
  const query = trx('payments')
    .join('payment_runs', 'payment_runs.id', 'payments.run_id')
    .where((named) => {
      void named.whereIn('end_to_end_id', [...ids]).orWhereIn('payment_runs.name', [...runs])
    })
    .whereNotIn('payments.state', ['planned', 'removed'])
    .orderBy('payments.id')
    .select('payments.*', 'payment_runs.name')
  const rows: SentRow[] = await (isSqlite(trx) ? query : query.forUpdate('payments'))
  return heldFrom(trx, rows)
}

function heldFrom(trx: Transaction, rows: readonly SentRow[]): Held {
  const now = new Map(rows.map((row) => [row.end_to_end_id, row]))
  const batches = new Map<string, string[]>()
  for (const row of rows) {
    const ids = batches.get(batchOf(row)) ?? []
    batches.set(batchOf(row), ids)
    ids.push(row.end_to_end_id)
  }
  const withId = (id: string): SentPayment | undefined => {
    const row = now.get(id)
    return row && sentFromRow(row)
  }
  const moveOne = (move: PaymentMove): MovedPayment[] => {
    const row = now.get(move.endToEndId)
    const state = row && moved(paymentMachine, row.state, move.move)
    if (!row || state === undefined) throw new Error(`payment ${move.endToEndId} cannot ${move.move}`)
    const reason = move.reason ?? row.reason
    now.set(move.endToEndId, { ...row, state, reason, booked_on: move.on ?? row.booked_on })
    return state === row.state ? [] : [{ ...move, ...movedFrom(row) }]
  }
  return {
    payments: () => [...now.values()].map(sentFromRow),
    withId,
    inBatch: (batch) => (batches.get(batch) ?? []).flatMap((id) => withId(id) ?? []),
    move: (moves) => moves.flatMap(moveOne),
    save: () => {
      const changes = rows.map((row) => ({
        id: row.id,
        was: answered(row),
        is: answered(now.get(row.end_to_end_id) ?? row),
      }))
      return updateAlike(trx, 'payments', changes)
    },
  }
}

/** PmtInfId is the run's name and currency, see the file that we sent. */
const batchOf = ({ name, currency }: SentRow): string => `${name}-${currency}`

const answered = ({ state, reason, booked_on }: PaymentRow) => ({ state, reason, booked_on })

const sentFromRow = (row: SentRow): SentPayment => ({
  endToEndId: row.end_to_end_id,
  run: row.name,
  batch: batchOf(row),
  amountMinor: row.amount_minor,
  currency: row.currency,
  state: row.state,
})

/** A booked payment that came back by a movement that did not fit it; undefined when there is none. */
export async function returnByHand(trx: Transaction, endToEndId: string): Promise<MovedPayment | undefined> {
  const row = await trx<PaymentRow>('payments')
    .where({ end_to_end_id: endToEndId, state: 'executed' })
    .first()
  if (!row) return undefined
  await trx<PaymentRow>('payments').where({ id: row.id }).update({ state: 'returned' })
  return { endToEndId, move: 'return', ...movedFrom(row) }
}

/** A sent payment that the bank booked with another amount; undefined when there is none. */
export async function bookByHand(
  trx: Transaction,
  endToEndId: string,
  bookedOn: string,
): Promise<MovedPayment | undefined> {
  const row = await trx<PaymentRow>('payments')
    .where({ end_to_end_id: endToEndId })
    .whereIn('state', ['sent', 'accepted'])
    .first()
  if (!row) return undefined
  const booked = { state: 'executed' as const, booked_on: bookedOn }
  await trx<PaymentRow>('payments').where({ id: row.id }).update(booked)
  return { endToEndId, move: 'book', ...movedFrom(row) }
}

const movedFrom = (row: PaymentRow): Omit<MovedPayment, keyof PaymentMove> => ({
  id: row.id,
  run: row.run_id,
  was: row.state,
  accountId: row.account_id,
  amountMinor: row.amount_minor,
  currency: row.currency,
  reference: row.claim_reference,
  payable: row.payable,
})
