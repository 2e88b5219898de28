/**
 * Rows of charges: what a participant owes for a fault of its own (R39, R41), each once by the key of what caused it.
 * Knows no visit and no audit; who may be charged, and how much, is said by `programmes/fees.ts`.
 */
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Currency } from '../base/money.ts'
import type { Database, Transaction } from '../database.ts'
import type { Fee } from '../programmes/programme.ts'
import { post } from './posting-store.ts'

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
}

/** The charges of one claim, the oldest first. */
export async function chargesOf(db: Database, reference: string): Promise<Charge[]> {
  const rows = await db<ChargeRow>('charges').where({ claim_reference: reference }).orderBy('id')
  return rows.map(chargeFromRow)
}

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
  waived_reason: string | null
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
})
