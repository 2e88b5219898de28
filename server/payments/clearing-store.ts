/**
 * Accounts of the ledger that only pass money on, held to what they pass (B4, O3, O5): suspense to the movements that
 * nobody has explained, set-offs to nothing for each participant. Reads only.
 */
import type { Currency } from '../base/money.ts'
import type { Database } from '../database.ts'

/** What should not be: an account that holds something else than it stands for. Minor units, debits less credits. */
export type ClearingFault = {
  readonly account: 'suspense' | 'set-offs'
  readonly currency: Currency
  /** The participant's row, for set-offs. */
  readonly participant?: number
  readonly ledgerMinor: number
  readonly shouldBeMinor: number
}

type Sum = { currency: Currency; participant: number; total: number | string | null }

/** Nothing is what must come out. */
export async function clearingFaults(db: Database): Promise<ClearingFault[]> {
  return [...(await suspenseFaults(db)), ...(await setOffFaults(db))]
}

const signed = (db: Database, account: ClearingFault['account']) =>
  db.raw('CASE WHEN debit = ? THEN amount_minor ELSE -amount_minor END', [account])

/** Money that came in unexplained is owed to whoever sent it: suspense holds the open movements the other way round. */
async function suspenseFaults(db: Database): Promise<ClearingFault[]> {
  const posted: Sum[] = await db('postings')
    .where((side) => {
      void side.where({ debit: 'suspense' }).orWhere({ credit: 'suspense' })
    })
    .groupBy('currency')
    .select('currency')
    .sum({ total: signed(db, 'suspense') })
  const open: Sum[] = await db('bank_bookings')
    .whereNotNull('question')
    .groupBy('currency')
    .select('currency')
    .sum({ total: 'amount_minor' })
  const totals = (sums: readonly Sum[]) =>
    new Map(sums.map(({ currency, total }) => [currency, Number(total ?? 0)]))
  const [ledger, waiting] = [totals(posted), totals(open)]
  return [...new Set([...ledger.keys(), ...waiting.keys()])].flatMap((currency) => {
    const ledgerMinor = ledger.get(currency) ?? 0
    const shouldBeMinor = 0 - (waiting.get(currency) ?? 0)
    return ledgerMinor === shouldBeMinor
      ? []
      : [{ account: 'suspense', currency, ledgerMinor, shouldBeMinor }]
  })
}

async function setOffFaults(db: Database): Promise<ClearingFault[]> {
  const sums: Sum[] = await db('postings')
    .join('claims', 'claims.reference', 'postings.claim_reference')
    .where((side) => {
      void side.where({ debit: 'set-offs' }).orWhere({ credit: 'set-offs' })
    })
    .groupBy('claims.participant_id', 'currency')
    .select({ participant: 'claims.participant_id' }, 'currency')
    .sum({ total: signed(db, 'set-offs') })
  return sums
    .map(({ currency, participant, total }) => ({ currency, participant, ledgerMinor: Number(total ?? 0) }))
    .filter(({ ledgerMinor }) => ledgerMinor !== 0)
    .map((fault) => ({ account: 'set-offs', ...fault, shouldBeMinor: 0 }))
}
