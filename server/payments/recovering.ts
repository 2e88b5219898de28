/**
 * Money that is owed to us, as acts on claims and the ledger (R47, O1-O5): a case is opened once, repaid in parts or too
 * much, given up by two people, or taken off what we owe where its owner agreed.
 */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import type { Currency } from '../base/money.ts'
import { refuse } from '../base/refusal.ts'
import { advance, type Office } from '../claims/advance.ts'
import { claimOf } from '../claims/store.ts'
import { inTransaction, nextNumber, type Transaction } from '../database.ts'
import { clockDay, dueOn } from '../programmes/clocks.ts'
import type { Programme } from '../programmes/programme.ts'
import { programmeVersion } from '../programmes/store.ts'
import { payableOf, takeOff } from './payable-store.ts'
import { post, type LedgerAccount } from './posting-store.ts'
import {
  changeRecovery,
  insertRecovery,
  insertRepayment,
  isRecovered,
  lockRecovery,
  openOfOrigins,
} from './recovery-store.ts'
import { leftOf, type Recovery, type RecoveryCause } from './recovery.ts'
import { tellOfMoney } from './telling-store.ts'

/** The most that is given up without a new decision of the house, in minor units. */
const writeOffAtMost = 1_000_000

const system: Actor = { kind: 'system', part: 'payments' }

export type RecoveryOrder = {
  readonly reference: string
  readonly cause: RecoveryCause
  /** What it came from: `credit:TI-CN-2026-000001`. A second case of one origin is none. */
  readonly origin: string
  readonly amountMinor: number
  readonly currency: Currency
  readonly units?: readonly number[]
  /** For charges: the invoice's number and day. Else the case gets a number and the programme's days (R47). */
  readonly invoice?: { readonly number: string; readonly payBy: Temporal.PlainDate }
}

/** Opens the case; the ledger has it already, by whatever caused it. */
export async function openRecovery(office: Office, trx: Transaction, order: RecoveryOrder): Promise<void> {
  if (await isRecovered(trx, order.origin)) return
  const { reference, cause, origin, amountMinor, currency, units = [], invoice } = order
  const now = office.clock.now()
  const claim = await claimOf(trx, reference)
  const programme = await programmeVersion(trx, claim.programmeVersion)
  const number = invoice?.number ?? (await caseNumber(trx, dateIn(now, programme.timeZone).year))
  const due = invoice?.payBy ?? repayBy(programme, now)
  const about = { reference, cause, amountMinor, currency, units, notifiedAt: now, dueOn: due }
  await insertRecovery(trx, origin, { number, ...about })
  const move = { kind: 'recover', by: system, recovery: number, cause, amountMinor, units } as const
  await advance({ ...office, db: trx }, reference, move)
}

const caseNumber = async (trx: Transaction, year: number): Promise<string> =>
  `RC-${year}-${String(await nextNumber(trx, `recoveries ${year}`)).padStart(6, '0')}`

/** R47: 28 days from the notification, or as the programme says. */
function repayBy(programme: Programme, now: Temporal.Instant): Temporal.PlainDate {
  const clock = programme.clocks.find(({ start }) => start === 'overpayment-notified')
  return clock
    ? dueOn(clock, clockDay(now, clock, programme))
    : dateIn(now, programme.timeZone).add({ days: 28 })
}

/** Money for a case, from `from` of the ledger: what is not needed of it is owed back (O2). */
export async function takeRepayment(
  office: Office,
  trx: Transaction,
  { number, source, amountMinor, from }: Repayment,
): Promise<void> {
  const recovery = await lockRecovery(trx, number)
  const { reference, currency, units } = recovery
  const now = office.clock.now()
  await insertRepayment(trx, { recovery: number, source, amountMinor }, now)
  const sides =
    amountMinor > 0
      ? ({ debit: from, credit: 'recovery' } as const)
      : ({ debit: 'recovery', credit: from } as const)
  const cause = `repaid:${source}`
  await post(trx, { cause, ...sides, amountMinor: Math.abs(amountMinor), currency, reference }, now)
  const leftMinor = leftOf(recovery) - amountMinor
  if (recovery.state === 'open' && leftMinor <= 0) await changeRecovery(trx, number, { state: 'repaid' })
  const about = { recovery: number, source, amountMinor, leftMinor, units }
  await advance({ ...office, db: trx }, reference, { kind: 'repay', by: system, ...about })
}

type Repayment = {
  readonly number: string
  readonly source: string
  /** Minor units; negative for what goes back to who paid too much. */
  readonly amountMinor: number
  readonly from: LedgerAccount
}

/**
 * O2: one person says why, another one does it.
 * @throws Refusal `conflict` / `recovery-over`, `write-off-too-large`; `forbidden` / `writer-proposed-it`.
 */
export const writeOff = (office: Office, number: string, by: Actor, reason?: string): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const recovery = await openOne(trx, number)
    if (leftOf(recovery) > writeOffAtMost) throw refuse('conflict', 'write-off-too-large', { number })
    const at = office.clock.now()
    if (reason !== undefined) return proposeWriteOff(trx, recovery, { by, at, reason })
    if (!recovery.writeOff) throw refuse('conflict', 'write-off-not-proposed', { number })
    if (recovery.writeOff.by === actorText(by)) throw refuse('forbidden', 'writer-proposed-it', { number })
    const { reference, currency, units } = recovery
    const amountMinor = leftOf(recovery)
    await changeRecovery(trx, number, { state: 'written-off', writtenOffBy: by })
    const sides = { debit: 'write-offs', credit: 'recovery' } as const
    const posting = { cause: `written-off:${number}`, ...sides, amountMinor, currency, reference }
    await post(trx, posting, at)
    const move = { kind: 'write-off', by, recovery: number, amountMinor, units } as const
    await advance({ ...office, db: trx }, reference, move)
  })

async function proposeWriteOff(
  trx: Transaction,
  recovery: Recovery,
  { by, at, reason }: { readonly by: Actor; readonly at: Temporal.Instant; readonly reason: string },
): Promise<void> {
  const { number, reference } = recovery
  await changeRecovery(trx, number, { writeOff: { by, reason } })
  const facts = { recovery: number, amountMinor: leftOf(recovery) }
  await tellOfMoney(trx, { kind: 'write-off-proposed', reference, facts, note: reason }, { by, at })
}

/** O3: the owner's own word, kept as it was given. @throws Refusal `conflict` / `recovery-over`. */
export const consentToSetOff = (office: Office, number: string, by: Actor, words: string): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const { reference } = await openOne(trx, number)
    const at = office.clock.now()
    await changeRecovery(trx, number, { setOff: { by, words, at } })
    const facts = { recovery: number }
    await tellOfMoney(trx, { kind: 'set-off-agreed', reference, facts, note: words }, { by, at })
  })

/**
 * Takes what is left of a case off a debt of ours to the same participant. Something of the debt stays, so that it is
 * still paid and its claim still closes. Who recorded the consent does not act on it: nobody else heard it.
 * @throws Refusal `conflict` / `set-off-without-consent`, `set-off-does-not-fit`, `recovery-over`, `payment-alive`,
 * `forbidden` / `setter-recorded-consent`.
 */
export const setOff = (office: Office, number: string, payable: string, by: Actor): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const recovery = await openOne(trx, number)
    if (!recovery.setOffAt) throw refuse('conflict', 'set-off-without-consent', { number })
    if (recovery.setOffBy === actorText(by)) throw refuse('forbidden', 'setter-recorded-consent', { number })
    const debt = await payableOf(trx, payable)
    const [ours, theirs] = [await claimOf(trx, debt.reference), await claimOf(trx, recovery.reference)]
    const amountMinor = leftOf(recovery)
    const fits =
      ours.participantId === theirs.participantId &&
      debt.currency === recovery.currency &&
      amountMinor < debt.amountMinor
    if (!fits) throw refuse('conflict', 'set-off-does-not-fit', { number, payable })
    const source = `set-off:${number}:${payable}`
    await changeRecovery(trx, number, { takenOffBy: by })
    const now = office.clock.now()
    await takeOff(trx, { number: payable, cause: `taken-off:${source}`, amountMinor, to: 'set-offs' }, now)
    const move = { kind: 'set-off', by, payable, recovery: number, amountMinor } as const
    await advance({ ...office, db: trx }, debt.reference, move)
    await takeRepayment(office, trx, { number, source, amountMinor, from: 'set-offs' })
  })

/**
 * A5, B3: the payment of a corrected document came back, so nothing of it has to be repaid any more: its debt is less by
 * what was asked back for its credit notes. `credits` are their numbers.
 */
export async function foldIntoDebt(
  office: Office,
  trx: Transaction,
  payable: string,
  credits: readonly string[],
): Promise<void> {
  const origins = credits.map((credit) => `credit:${credit}`)
  for (const number of await openOfOrigins(trx, origins)) {
    const amountMinor = leftOf(await lockRecovery(trx, number))
    const source = `returned:${number}:${payable}`
    const off = { number: payable, cause: `taken-off:${source}`, amountMinor, to: 'suspense' } as const
    await takeOff(trx, off, office.clock.now())
    await takeRepayment(office, trx, { number, source, amountMinor, from: 'suspense' })
  }
}

async function openOne(trx: Transaction, number: string): Promise<Recovery> {
  const recovery = await lockRecovery(trx, number)
  if (recovery.state !== 'open') throw refuse('conflict', 'recovery-over', { number })
  return recovery
}
