/**
 * Rows of charges: what a participant owes for a fault of its own (R39, R41), each once by the key of what caused it.
 * Knows no visit and no audit; who may be charged, and how much, is said by `programmes/fees.ts`.
 */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import type { Currency } from '../base/money.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'
import type { Fee } from '../programmes/programme.ts'
import { post } from './posting-store.ts'
import { tellOfMoney } from './telling-store.ts'

/** A charge as it is recorded. Minor units, without VAT. */
export type ChargeOrder = {
  readonly reference: string
  readonly kind: Fee['id']
  readonly amountMinor: number
  readonly currency: Currency
  /** What it is for, unique for ever: `second-visit:TI-7K3M-92QF:2`. Recorded again, it changes nothing. */
  readonly cause: string
  /** R94: nobody else is charged. */
  readonly side: 'participant'
  /** Stable code or words of staff that say what happened. */
  readonly reason: string
}

/**
 * Charges a participant, once for each cause, and books it in the same transaction: owed to us, costs recovered.
 * False when the cause was charged before. @throws the engine's error for an amount that is not above zero.
 */
export async function recordCharge(
  trx: Transaction,
  { reference, kind, amountMinor, currency, cause, side, reason }: ChargeOrder,
  at: Temporal.Instant,
): Promise<boolean> {
  const row = {
    cause,
    claim_reference: reference,
    kind,
    amount_minor: amountMinor,
    currency,
    side,
    reason,
    charged_at: instantText(at),
  }
  const fresh = await trx('charges').insert(row).onConflict('cause').ignore().returning('cause')
  if (fresh.length === 0) return false
  const sides = { debit: 'recovery', credit: 'charges' } as const
  await post(trx, { cause: `charged:${cause}`, ...sides, amountMinor, currency, reference }, at)
  return true
}

export type Charge = ChargeOrder & {
  readonly id: number
  readonly chargedAt: Temporal.Instant
  /** Number of the invoice that it stands on. */
  readonly invoice?: string
  readonly waivedReason?: string
  /** Who wants to waive it, and why; another person does it. */
  readonly waiver?: { readonly by: string; readonly reason: string }
}

/** The charges of one claim, the oldest first. */
export async function chargesOf(db: Database, reference: string): Promise<Charge[]> {
  const rows = await db<ChargeRow>('charges').where({ claim_reference: reference }).orderBy('id')
  return rows.map(chargeFromRow)
}

/** Charges that wait for their invoice, the oldest first. */
export async function openCharges(db: Database, limit: number): Promise<Charge[]> {
  const rows = await db<ChargeRow>('charges')
    .whereNull('invoice')
    .whereNull('waived_by')
    .orderBy('id')
    .limit(limit)
  return rows.map(chargeFromRow)
}

/** An invoice of charges. Minor units; dates ISO. */
export type ChargeInvoice = {
  readonly number: string
  readonly reference: string
  readonly issuedOn: string
  readonly payBy: string
  readonly currency: Currency
  readonly netMinor: number
  readonly vatMinor: number
  readonly documentId: number
}

/** Keeps an invoice with the charges that stand on it. */
export async function insertChargeInvoice(
  trx: Transaction,
  invoice: ChargeInvoice,
  charges: readonly number[],
): Promise<void> {
  await trx('charge_invoices').insert({
    number: invoice.number,
    claim_reference: invoice.reference,
    issued_on: invoice.issuedOn,
    pay_by: invoice.payBy,
    currency: invoice.currency,
    net_minor: invoice.netMinor,
    vat_minor: invoice.vatMinor,
    document_id: invoice.documentId,
  })
  await trx('charges')
    .whereIn('id', [...charges])
    .update({ invoice: invoice.number })
}

/** The document of an invoice of charges, by its number. */
export async function chargeDocument(db: Database, number: string): Promise<number | undefined> {
  const row: { document_id: number } | undefined = await db('charge_invoices').where({ number }).first()
  return row?.document_id
}

/** Somebody wants to waive it. @throws Refusal `not-found` / `charge-unknown` for a charge that has ended. */
export async function noteWaiver(
  trx: Transaction,
  id: number,
  { by, reason, at }: { readonly by: Actor; readonly reason: string; readonly at: Temporal.Instant },
): Promise<void> {
  const row = await openOne(trx, id).first()
  if (!row) throw refuse('not-found', 'charge-unknown', { id })
  await openOne(trx, id).update({ waiver_by: actorText(by), waiver_reason: reason })
  const { claim_reference: reference, amount_minor: amountMinor } = row
  const told = {
    kind: 'waiver-proposed',
    reference,
    facts: { charge: id, amountMinor },
    note: reason,
  } as const
  await tellOfMoney(trx, told, { by, at })
}

/**
 * Ends a charge without an invoice, on the word of somebody else; the database asks for both.
 * @throws Refusal `not-found` / `charge-unknown`, `conflict` / `waiver-not-proposed`, `forbidden` / `waiver-own-proposal`.
 */
export async function noteWaived(
  trx: Transaction,
  id: number,
  { by, at }: { readonly by: Actor; readonly at: Temporal.Instant },
): Promise<Charge> {
  const row = await openOne(trx, id).first()
  if (!row) throw refuse('not-found', 'charge-unknown', { id })
  const { waiver_by: proposedBy, waiver_reason: reason } = row
  if (proposedBy === null) throw refuse('conflict', 'waiver-not-proposed', { id })
  if (proposedBy === actorText(by)) throw refuse('forbidden', 'waiver-own-proposal', { id })
  const waived = { waived_by: actorText(by), waived_at: instantText(at), waived_reason: reason }
  if ((await openOne(trx, id).update(waived)) === 0) throw refuse('not-found', 'charge-unknown', { id })
  const { claim_reference: reference, amount_minor: amountMinor } = row
  await tellOfMoney(
    trx,
    { kind: 'waived', reference, facts: { charge: id, amountMinor, proposedBy } },
    { by, at },
  )
  return chargeFromRow({ ...row, ...waived })
}

const openOne = (trx: Transaction, id: number) =>
  trx<ChargeRow>('charges').where({ id }).whereNull('invoice').whereNull('waived_by')

type ChargeRow = {
  id: number
  cause: string
  claim_reference: string
  kind: Fee['id']
  amount_minor: number
  currency: Currency
  side: 'participant'
  reason: string
  charged_at: string
  invoice: string | null
  waived_by: string | null
  waived_at: string | null
  waived_reason: string | null
  waiver_by: string | null
  waiver_reason: string | null
}

const chargeFromRow = (row: ChargeRow): Charge => ({
  id: row.id,
  cause: row.cause,
  reference: row.claim_reference,
  kind: row.kind,
  amountMinor: row.amount_minor,
  currency: row.currency,
  side: row.side,
  reason: row.reason,
  chargedAt: Temporal.Instant.from(row.charged_at),
  ...(row.invoice !== null && { invoice: row.invoice }),
  ...(row.waived_reason !== null && { waivedReason: row.waived_reason }),
  ...(row.waiver_by !== null && { waiver: { by: row.waiver_by, reason: row.waiver_reason ?? '' } }),
})
