/**
 * Random sequences of what people and banks do to payments, and what must hold after every step: never two payments for
 * a unit, and a ledger that balances (R97, O5). Knows the acts of the payments room; draws nothing from chance itself.
 */
import type { Actor } from '../../server/base/actor.ts'
import { Refusal } from '../../server/base/refusal.ts'
import type { Office } from '../../server/claims/advance.ts'
import { claimOf } from '../../server/claims/store.ts'
import { inTransaction } from '../../server/database.ts'
import { giveAccount } from '../../server/payments/account-giving.ts'
import { takeAnswer } from '../../server/payments/answering.ts'
import { holdPayment, liftHold } from '../../server/payments/hold-store.ts'
import { approveRun, exportRun } from '../../server/payments/moves-store.ts'
import { bookRun, giveUpRun, startRun } from '../../server/payments/paying.ts'
import { balancesOf, stillOwed } from '../../server/payments/posting-store.ts'
import { confirmAccount } from '../../server/payments/return-store.ts'
import { runsBefore } from '../../server/payments/run-list-store.ts'
import { Temporal } from 'temporal-polyfill'
import { bankEntry, notification } from './bank.ts'
import { fileOf } from './bank-file.ts'
import { debtProgramme } from './debts.ts'

/** Whole numbers; each picks one thing by its remainder. */
export type Draw = {
  readonly act: number
  readonly claim: number
  readonly who: number
  readonly serial: number
}

const reason = 'drawn by the model'
const staff = (id: number): Actor => ({ kind: 'staff', id, roles: ['finance', 'approver'] })

/** Accounts whose check digits are right, in Danish spelling. */
const accountNo = (serial: number): string => `0400 ${String(serial % 10_000_000_000).padStart(10, '0')}`

type Step = (office: Office, at: { n: number; by: Actor; serial: number }) => Promise<unknown>

const newestRun = async ({ db }: Office): Promise<number> => (await runsBefore(db, { limit: 1 }))[0]?.id ?? 0

/** What the bank tells of the newest attempt to pay a claim. */
async function tells(
  office: Office,
  n: number,
  by: Actor,
  amount: string,
  side: 'DBIT' | 'CRDT',
  serial = 0,
) {
  const row: { end_to_end_id: string } | undefined = await office
    .db('payments')
    .where({ payable: `SB-${n}` })
    .orderBy('attempt', 'desc')
    .first('end_to_end_id')
  const entry = bankEntry({ id: row?.end_to_end_id ?? `SB-${n}`, amount, side, code: 'AC04' })
  return takeAnswer(office, fileOf(notification(`N-${serial}`, entry)), by)
}

const steps: readonly Step[] = [
  (office, { by }) => startRun(office, debtProgramme, by),
  async (office, { by }) => {
    const id = await newestRun(office)
    return inTransaction(office.db, (trx) => approveRun(trx, id, by, office.clock.now()))
  },
  async (office) => {
    const id = await newestRun(office)
    return inTransaction(office.db, (trx) => exportRun(trx, id, office.clock.now()))
  },
  (office, { n, by, serial }) => tells(office, n, by, '100.00', 'DBIT', serial),
  (office, { n, by }) => tells(office, n, by, '100.00', 'DBIT'),
  (office, { n, by, serial }) => tells(office, n, by, '100.00', 'CRDT', serial),
  (office, { n, by, serial }) => tells(office, n, by, '99.99', 'CRDT', serial),
  async (office, { by }) =>
    bookRun(office, await newestRun(office), Temporal.PlainDate.from('2026-11-23'), by),
  async (office, { by }) => giveUpRun(office, await newestRun(office), reason, by),
  (office, { n, by, serial }) =>
    giveAccount(office, `TI-${n}`, { holder: 'Jørgensen & Søn A/S', iban: accountNo(serial) }, by),
  (office, { n, by }) =>
    inTransaction(office.db, (trx) => confirmAccount(trx, `TI-${n}`, { reason, by, at: office.clock.now() })),
  (office, { n, by }) =>
    inTransaction(office.db, (trx) =>
      holdPayment(trx, `TI-${n}`, 'suspicion', { reason, by, at: office.clock.now() }),
    ),
  (office, { n, by }) =>
    inTransaction(office.db, (trx) =>
      liftHold(trx, `TI-${n}`, 'suspicion', { reason, by, at: office.clock.now() }),
    ),
]

/** The usual way comes up as often as everything else together, so that sequences get far. */
const usual = [0, 1, 2, 3, 5, 9, 10] as const

/** Makes one drawn step on one of `claims` claims. A refusal is an answer; any other error is a bug and is thrown. */
export async function drawnStep(office: Office, claims: number, draw: Draw): Promise<string> {
  const place = draw.act % 2 === 0 ? usual[(draw.act >> 1) % usual.length] : (draw.act >> 1) % steps.length
  const step = steps[place ?? 0]
  try {
    await step?.(office, { n: (draw.claim % claims) + 1, by: staff((draw.who % 3) + 1), serial: draw.serial })
    return `${place} done`
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return `${place} ${error.faults[0]?.code}`
  }
}

/** @throws Error naming what does not hold. */
export async function holdTrue({ db }: Office, claims: number): Promise<void> {
  const owed = new Map((await stillOwed(db)).map(({ claim, stillOwedMinor }) => [claim, stillOwedMinor]))
  for (let n = 1; n <= claims; n += 1) {
    const booked = await db('payments').where({ payable: `SB-${n}`, state: 'executed' })
    const [unit] = (await claimOf(db, `TI-${n}`)).units
    const payable: { paid_on: string | null } = await db('payables')
      .where({ number: `SB-${n}` })
      .first()
    const isPaid = unit?.settlement === 'paid'
    if (booked.length > 1) throw new Error(`SB-${n} was paid ${booked.length} times`)
    if ((booked.length === 1) !== isPaid || isPaid !== (payable.paid_on !== null))
      throw new Error(`SB-${n}: bank, claim and debt tell three stories`)
    if (owed.get(`TI-${n}`) !== (isPaid ? 0 : 10_000)) throw new Error(`the ledger is wrong about TI-${n}`)
  }
  const total = (await balancesOf(db)).reduce((sum, { balanceMinor }) => sum + balanceMinor, 0)
  if (total !== 0) throw new Error(`the ledger is out of balance by ${total}`)
}
