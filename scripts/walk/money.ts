/**
 * Random sequences of what people and banks do to payments, with rights and without, and with work that breaks off; and
 * what must hold after every step: never two payments for a unit, and books that balance and agree with the journal (R97,
 * O5). Draws nothing from chance itself.
 */
import type { Actor } from '../../server/base/actor.ts'
import { groupedBy } from '../../server/base/groups.ts'
import { Refusal } from '../../server/base/refusal.ts'
import type { Office } from '../../server/claims/advance.ts'
import { entriesAfter } from '../../server/claims/journal-store.ts'
import type { SettlementState } from '../../server/claims/machines.ts'
import { inTransaction, together, type Transaction } from '../../server/database.ts'
import { openCharges } from '../../server/payments/charge-store.ts'
import { clearingFaults } from '../../server/payments/clearing-store.ts'
import { balancesOf, owedToUs, stillOwed } from '../../server/payments/posting-store.ts'
import {
  differencesBetween,
  recoveredFrom,
  standingsFrom,
  withCharges,
} from '../../server/payments/reconciliation.ts'
import { authorise } from '../../server/staff/access.ts'
import { steps } from './money-steps.ts'

/** Whole numbers; each picks one thing by its remainder. */
export type Draw = {
  readonly act: number
  readonly claim: number
  readonly who: number
  readonly serial: number
  /** One in ten breaks off in the middle. */
  readonly fault: number
}

/** Two who do everything with money and are drawn most, one who only makes runs, one who only releases them, one who may do nothing here. */
const people: readonly Actor[] = [
  { kind: 'staff', id: 1, roles: ['finance', 'approver'] },
  { kind: 'staff', id: 2, roles: ['finance', 'approver'] },
  { kind: 'staff', id: 1, roles: ['finance', 'approver'] },
  { kind: 'staff', id: 2, roles: ['finance', 'approver'] },
  { kind: 'staff', id: 3, roles: ['finance'] },
  { kind: 'staff', id: 4, roles: ['approver'] },
  { kind: 'staff', id: 5, roles: ['auditor'] },
]

const nobody: Actor = { kind: 'visitor' }

const usual = steps.flatMap(({ usual: often }, place) => (often ? [place] : []))

/** What a step meets that breaks off: as if the process had died there, nothing of it may be left. */
class BrokenOff extends Error {}

/** Makes one drawn step on one of `claims` claims. A refusal is an answer; any other error is a bug and is thrown. */
export async function drawnStep(office: Office, claims: number, draw: Draw): Promise<string> {
  const often = usual[(draw.act >> 1) % usual.length] ?? 0
  const place = draw.act % 2 === 0 ? often : (draw.act >> 1) % steps.length
  const step = steps[place]
  if (!step) throw new Error(`no step ${place}`)
  const by = people[draw.who % people.length] ?? nobody
  const at = { n: (draw.claim % claims) + 1, by, serial: draw.serial }
  const breaks = draw.fault % 10 === 0
  const follow = breaks ? () => Promise.reject(new BrokenOff()) : office.follow
  try {
    authorise(by, step.move, {})
    await step.make({ ...office, follow }, at)
    return `${step.move} done`
  } catch (error) {
    if (error instanceof BrokenOff) return `${step.move} broke off`
    if (!(error instanceof Refusal)) throw error
    return `${step.move} ${error.faults[0]?.code}`
  }
}

/** @throws Error naming what does not hold. */
export async function holdTrue({ db }: Office, claims: number): Promise<void> {
  const books = await inTransaction(db, booksOf)
  const { owed, balances, faults } = books
  debtsHold(books, claims, new Map(owed.map(({ claim, stillOwedMinor }) => [claim, stillOwedMinor])))
  const total = balances.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0)
  if (total !== 0) throw new Error(`the ledger is out of balance by ${total}`)
  journalAgrees(books, claims)
  journalTells(books)
  if (faults.length > 0) throw new Error(`cleared wrongly: ${JSON.stringify(faults)}`)
}

/** Everything that is looked at, asked for at once. */
async function booksOf(trx: Transaction) {
  const [debts, payments, owed, ours, balances, faults, charges, entries, acts] = await together(
    trx,
    (): Promise<Debt[]> =>
      trx('payables')
        .join('units', 'units.invoice_number', 'payables.number')
        .select('number', 'claim_reference', 'paid_on', 'amount_minor', 'settlement'),
    (): Promise<Attempt[]> => trx('payments').select('payable', 'state'),
    () => stillOwed(trx),
    () => owedToUs(trx),
    () => balancesOf(trx),
    () => clearingFaults(trx),
    () => openCharges(trx, 10_000),
    () => entriesAfter(trx, 0, 10_000),
    (): Promise<Act[]> => trx.unionAll(actsIn(trx)),
  )
  return { debts, payments, owed, ours, balances, faults, charges, entries, acts }
}

type Books = Awaited<ReturnType<typeof booksOf>>

/** An act on money by the row that it left, and whose it was. */
type Act = { readonly kind: string; readonly actor: string }

/** Where such acts are kept: the column of who, and what the journal calls it. */
const placesOfActs = [
  ['payment_holds', 'held_by', 'payment-held'],
  ['payment_holds', 'lifted_by', 'payment-let-go'],
  ['charges', 'waiver_by', 'waiver-proposed'],
  ['charges', 'waived_by', 'waived'],
  ['recoveries', 'set_off_by', 'set-off-agreed'],
  ['recoveries', 'write_off_by', 'write-off-proposed'],
  ['recoveries', 'written_off_by', 'written-off'],
  ['account_confirmations', 'confirmed_by', 'account-confirmed'],
  ['payment_runs', 'approved_by', 'run-approved'],
  ['suspense_matches', 'proposed_by', 'match-proposed'],
  ['suspense_matches', 'confirmed_by', 'match-confirmed'],
] as const

const actsIn = (trx: Transaction) =>
  placesOfActs.map(([table, who, kind]) =>
    trx(table)
      .whereNotNull(who)
      .select(trx.raw('? AS kind', [kind]), { actor: who }),
  )

/** No row says that somebody did something with money of which the journal has no entry by the same person (R96). */
function journalTells({ entries, acts }: Books): void {
  const left = new Map<string, number>()
  for (const { kind, actor } of entries) left.set(`${kind} ${actor}`, (left.get(`${kind} ${actor}`) ?? 0) + 1)
  for (const { kind, actor } of acts) {
    const count = left.get(`${kind} ${actor}`) ?? 0
    if (count === 0) throw new Error(`${kind} by ${actor} is not in the journal`)
    left.set(`${kind} ${actor}`, count - 1)
  }
}

/** Every debt of the house beside what its unit and the ledger say of it. */
function debtsHold({ debts, payments }: Books, claims: number, owing: ReadonlyMap<string, number>): void {
  if (debts.length !== claims) throw new Error(`${debts.length} debts are left of ${claims}`)
  const tries = groupedBy(payments, ({ payable }) => payable)
  for (const debt of debts) {
    const states = (tries.get(debt.number) ?? []).map(({ state }) => state)
    debtHolds(debt, states, owing.get(debt.claim_reference) ?? 0)
  }
}

type Attempt = { readonly payable: string; readonly state: string }

type Debt = {
  readonly number: string
  readonly claim_reference: string
  readonly paid_on: string | null
  readonly amount_minor: number
  readonly settlement: SettlementState
}

const askedBack = ['recovering', 'repaid', 'written-off']

/** `states` are those of all attempts to pay it. @throws Error */
function debtHolds(debt: Debt, states: readonly string[], owedMinor: number): void {
  const { settlement } = debt
  const count = (...of: string[]): number => states.filter((state) => of.includes(state)).length
  const isPaid = debt.paid_on !== null
  const alive = count('planned', 'sent', 'accepted')
  const told = `${debt.number} is ${settlement}, ${isPaid ? 'paid' : 'open'}, with ${alive} alive and ${count('executed')} booked`
  if (count('executed') + alive > 1) throw new Error(`${told}: paid twice`)
  if (count('executed') === 1 && !isPaid) throw new Error(`${told}: booked and open`)
  if (isPaid !== (settlement === 'paid' || askedBack.includes(settlement))) throw new Error(told)
  if (settlement === 'queued' && alive !== 1) throw new Error(told)
  if (settlement !== 'queued' && alive !== 0) throw new Error(told)
  if (owedMinor !== (isPaid ? 0 : debt.amount_minor)) throw new Error(`${told}: the ledger says ${owedMinor}`)
}

/** The journal alone leads to the same sums, of what we owe and of what is owed to us. */
function journalAgrees({ entries, charges, owed: ledger, ours: ledgerOfOurs }: Books, claims: number): void {
  const owing = new Map(standingsFrom(entries, () => 0))
  for (let n = 1; n <= claims; n += 1) {
    const { owed, paid } = owing.get(`TI-${n}`) ?? { owed: 0, paid: 0 }
    // These debts were made without their journey: the journal has no entry of their documents.
    owing.set(`TI-${n}`, { owed: owed + 10_000, paid })
  }
  const ours = withCharges(recoveredFrom(entries), charges)
  const differences = [...differencesBetween(owing, ledger), ...differencesBetween(ours, ledgerOfOurs)]
  if (differences.length > 0) throw new Error(`journal and ledger differ: ${JSON.stringify(differences)}`)
}
