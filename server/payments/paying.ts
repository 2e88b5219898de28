/** Payment runs as acts on claims (R45-R47, R97): put together, released by a second person, booked. */
import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { advance, advanceMany, type Office } from '../claims/advance.ts'
import { inTransaction, type Database } from '../database.ts'
import { partyOf, type Programme } from '../programmes/programme.ts'
import { currentProgramme } from '../programmes/store.ts'
import type { Debtor } from './bank-file.ts'
import { openDebts, type OpenDebt } from './debt-store.ts'
import { nextBankDay } from './due.ts'
import { cancelRun, executeRun, removePayment } from './moves-store.ts'
import { openPayables } from './payable-store.ts'
import { proposeRun, proposeUnopened, type RunProposal, type RunTerms } from './run.ts'
import { settlePayments } from './settling.ts'
import { createRun, paymentsIn, runOf, type PaymentRun } from './store.ts'

// A run is read by a person before it is released; more belongs into the next one.
const paymentsAtMost = 10_000

/** What a programme owes, those due first coming first, and how that falls into a run. */
export type Outlay = {
  readonly programme: Programme
  readonly debts: readonly OpenDebt[]
  readonly proposal: RunProposal<OpenDebt>
}

/** What a run of this programme would hold now, and why each other debt is left out. Writes nothing, opens no account. */
export async function outlayOf(db: Database, programmeId: string, now: Temporal.Instant): Promise<Outlay> {
  const { programme } = await currentProgramme(db, programmeId)
  const terms = termsOf(programme)
  const debts = await openDebts(db, { programmeId, terms, limit: paymentsAtMost }, now)
  return { programme, debts, proposal: proposeUnopened(debts, terms) }
}

/** @throws Refusal `conflict` / `no-paying-account` for a programme that pays nothing out, `run-empty`, and as `createRun`. */
export const startRun = (office: Office, programmeId: string, by: Actor): Promise<PaymentRun> =>
  inTransaction(office.db, async (trx) => {
    const at = office.clock.now()
    const { programme } = await currentProgramme(trx, programmeId)
    // The accounts are opened here: what is paid is judged by its own number, not by what was noted beside it.
    const { included } = proposeRun(
      await openPayables(trx, programmeId, paymentsAtMost),
      termsOf(programme),
      at,
    )
    const debtor = debtorOf(programme)
    const today = dateIn(at, programme.timeZone)
    const run = await createRun(trx, {
      payables: included,
      terms: termsOf(programme),
      debtor,
      executeOn: nextBankDay(today, debtor.iban.slice(0, 2)),
      by,
      at,
    })
    const moves = included.map(({ reference, number: payable }) => ({
      reference,
      move: { kind: 'queue', by, run: run.id, payable } as const,
    }))
    await advanceMany({ ...office, db: trx }, moves)
    return run
  })

/** B2: only what the bank has booked is paid. Booking twice is once; what was rejected or came back stays owed. */
export const bookRun = (
  office: Office,
  id: number,
  paidOn: Temporal.PlainDate,
  by: Actor,
): Promise<PaymentRun> =>
  inTransaction(office.db, async (trx) => {
    const run = await executeRun(trx, id, paidOn)
    const booked = run.payments.filter(({ state }) => state === 'executed')
    const { currency } = run
    const payments = booked.map((payment) => ({ ...payment, run: id, currency, paidOn }))
    await settlePayments({ ...office, db: trx }, payments, by)
    return run
  })

/** Gives a run up before its export: everything in it can be paid by another run. */
export const giveUpRun = (office: Office, id: number, reason: string, by: Actor): Promise<PaymentRun> =>
  inTransaction(office.db, async (trx) => {
    const held = paymentsIn(await runOf(trx, id))
    const run = await cancelRun(trx, id, reason)
    const moves = held.map(({ reference, payable }) => ({
      reference,
      move: { kind: 'unqueue', by, run: id, payable } as const,
    }))
    await advanceMany({ ...office, db: trx }, moves)
    return run
  })

/** Takes one payment out of a run; the approval of the rest is void (P3). */
export const takeOut = (
  office: Office,
  { id, payable, reason }: { readonly id: number; readonly payable: string; readonly reason: string },
  by: Actor,
): Promise<PaymentRun> =>
  inTransaction(office.db, async (trx) => {
    const reference = paymentsIn(await runOf(trx, id)).find(
      (payment) => payment.payable === payable,
    )?.reference
    const run = await removePayment(trx, { id, payable, reason })
    if (reference) await advance({ ...office, db: trx }, reference, { kind: 'unqueue', by, run: id, payable })
    return run
  })

const termsOf = ({ currency, payment, countries }: Programme): RunTerms => ({
  currency,
  ...(payment.bankCountry === 'participation' && countries.length === 1 && { accountCountry: countries[0] }),
  payingIban: payment.account?.iban,
  largestPaymentMinor: payment.limits.paymentMinor,
  largestRunMinor: payment.limits.runMinor,
  changeSettlesDays: 7,
})

function debtorOf(programme: Programme): Debtor {
  const { account } = programme.payment
  if (!account) throw refuse('conflict', 'no-paying-account', { programme: programme.id })
  const { name, address } = partyOf(programme, 'payer')
  return { ...account, name, city: address.city, country: address.country }
}
