/**
 * Rows of payments that somebody holds back: for a suspicion (R30) or a dispute (A5). A hold stops what is owed before
 * it enters a run and before a run is released; what the bank has cannot be held any more.
 */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { openHoldsIn, type OpenHold } from '../claims/hold-store.ts'
import { isDuplicate, type Database, type Transaction } from '../database.ts'
import type { Payable } from './run.ts'
import { tellOfMoney } from './telling-store.ts'

export const holdKinds = ['suspicion', 'dispute'] as const
export type HoldKind = (typeof holdKinds)[number]

export type Hold = OpenHold<HoldKind>

/** Two holds on a claim differ in their kind. */
export const holdName = ({ reference, kind }: Hold): string => `${reference}-${kind}`

/** An act of staff, in their own words. */
export type Act = { readonly reason: string; readonly by: Actor; readonly at: Temporal.Instant }

/** The reason of a hold that the participant's own refusal opened (A4); all others are words of staff. */
export const refusedProposal = 'proposal-refused'

/** A4: a refusal freezes the payment; a second refusal of the same claim changes nothing. */
export async function holdRefused(trx: Transaction, reference: string, at: Temporal.Instant): Promise<void> {
  const open = await openHolds(trx, [reference])
  if (open.some(({ kind }) => kind === 'dispute')) return
  const by: Actor = { kind: 'participant', reference }
  await holdPayment(trx, reference, 'dispute', { reason: refusedProposal, by, at })
}

/** A4: the dispute ended in a new version that its owner accepted. What staff held back stays held. */
export async function liftRefused(trx: Transaction, reference: string, at: Temporal.Instant): Promise<void> {
  const open = await openHolds(trx, [reference])
  if (!open.some(({ reason }) => reason === refusedProposal)) return
  const by: Actor = { kind: 'system', part: 'payments' }
  await liftHold(trx, reference, 'dispute', { reason: 'proposal-accepted', by, at })
}

/** @throws Refusal `conflict` / `held-already` while another hold of this kind is open. */
export async function holdPayment(
  trx: Transaction,
  reference: string,
  kind: HoldKind,
  { reason, by, at }: Act,
): Promise<void> {
  const open = await openHolds(trx, [reference])
  if (open.some((hold) => hold.kind === kind)) throw refuse('conflict', 'held-already', { reference })
  const row = { claim_reference: reference, kind, reason, held_by: actorText(by), held_at: instantText(at) }
  try {
    await trx('payment_holds').insert(row)
  } catch (error) {
    throw isDuplicate(error) ? refuse('conflict', 'held-already', { reference }) : error
  }
  await tellOfMoney(trx, { kind: 'payment-held', reference, facts: { hold: kind }, note: reason }, { by, at })
}

/**
 * Lets a payment go. Never by who held it back: a hold is no button to press twice.
 * @throws Refusal `conflict` / `not-held`, `forbidden` / `lifter-held-it`.
 */
export async function liftHold(
  trx: Transaction,
  reference: string,
  kind: HoldKind,
  { reason, by, at }: Act,
): Promise<void> {
  const hold = (await openHolds(trx, [reference])).find((one) => one.kind === kind)
  if (!hold) throw refuse('conflict', 'not-held', { reference })
  if (hold.heldBy === actorText(by)) throw refuse('forbidden', 'lifter-held-it', { reference })
  await trx('payment_holds')
    .where({ claim_reference: reference, kind })
    .whereNull('lifted_by')
    .update({ lifted_by: actorText(by), lifted_at: instantText(at), lifted_reason: reason })
  const facts = { hold: kind, heldBy: hold.heldBy }
  await tellOfMoney(trx, { kind: 'payment-let-go', reference, facts, note: reason }, { by, at })
}

/** Open holds of the claims, or of all of them; the oldest first. */
export const openHolds = (db: Database, references?: readonly string[]): Promise<Hold[]> =>
  openHoldsIn(db, 'payment_holds', { references })

/** Open holds of one kind or of all, the oldest first. */
export const openHoldsOf = (
  db: Database,
  asked: { readonly kind?: HoldKind | undefined; readonly limit: number },
): Promise<Hold[]> => openHoldsIn(db, 'payment_holds', asked)

/** What holds say of debts, by claim, of these or of all: a dispute and a suspicion keep a debt out of a run, each by its own name. */
export async function holdsOf(
  db: Database,
  references?: readonly string[],
): Promise<ReadonlyMap<string, Partial<Pick<Payable, 'standing' | 'hold'>>>> {
  const found = new Map<string, Partial<Pick<Payable, 'standing' | 'hold'>>>()
  for (const { reference, kind } of await openHolds(db, references)) {
    const said = kind === 'dispute' ? { standing: 'disputed' as const } : { hold: kind }
    found.set(reference, { ...found.get(reference), ...said })
  }
  return found
}
