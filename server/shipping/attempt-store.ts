/** Rows of visits: what happened at the door, whose fault it was, what it cost (R38, R39, R94). Never changed. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'
import type { AttemptOutcome, Fault } from './pickup.ts'

export type Attempt = {
  readonly id: number
  readonly pickupId: number
  readonly outcome: AttemptOutcome
  readonly fault: Fault
  /** The day that had been agreed, an ISO date. */
  readonly onDate: string
  /** Instant in ISO 8601. */
  readonly at: string
  readonly by: string
  readonly note?: string
  /** What the carrier asks for the visit, in minor units of the programme's currency. */
  readonly costMinor?: number
  /** Ids of the photos that prove it. */
  readonly evidence: readonly string[]
  /** SSCCs that were taken along. */
  readonly parcels: readonly string[]
  /** The carrier's event that told of it. */
  readonly carrierEvent?: number
}

/** A visit as it is told: everything but what the store adds. */
export type NewAttempt = {
  readonly outcome: AttemptOutcome
  readonly fault: Fault
  readonly onDate: string
  readonly at: Temporal.Instant
  readonly by: string
  readonly note?: string | undefined
  readonly costMinor?: number | undefined
  readonly evidence?: readonly string[] | undefined
  readonly parcels?: readonly string[] | undefined
  readonly signed?: Signed | undefined
  readonly carrierEvent?: number | undefined
}

/** Whoever handed over, and their strokes as `signing.ts` spells them. */
export type Signed = { readonly signedBy: string; readonly signature?: string | undefined }

type AttemptRow = {
  id: number
  pickup_id: number
  outcome: AttemptOutcome
  fault: Fault
  at: string
  by: string
  note: string | null
  on_date: string | null
  cost_minor: number | null
  evidence: string | null
  parcels: string | null
  signed_by: string | null
  signature: string | null
  carrier_event_id: number | null
}

/** Keeps a visit; gives its id. */
export async function keepAttempt(trx: Transaction, pickupId: number, attempt: NewAttempt): Promise<number> {
  const { outcome, fault, onDate, at, by, note, costMinor, evidence = [], parcels = [] } = attempt
  const [{ id } = { id: 0 }] = await trx<AttemptRow>('pickup_attempts')
    .insert({
      pickup_id: pickupId,
      outcome,
      fault,
      at: instantText(at),
      by,
      note: note ?? null,
      on_date: onDate,
      cost_minor: costMinor ?? null,
      evidence: JSON.stringify(evidence),
      parcels: JSON.stringify(parcels),
      signed_by: attempt.signed?.signedBy ?? null,
      signature: attempt.signed?.signature ?? null,
      carrier_event_id: attempt.carrierEvent ?? null,
    })
    .returning('id')
  return id
}

/** Who signed at one visit; undefined when nobody did. */
export async function signedAttempt(
  db: Database,
  id: number,
): Promise<{ readonly signedBy: string; readonly signature?: string } | undefined> {
  const row = await db<AttemptRow>('pickup_attempts').where({ id }).first('signed_by', 'signature')
  if (!row?.signed_by) return undefined
  return { signedBy: row.signed_by, ...(row.signature && { signature: row.signature }) }
}

/** All visits of a pick-up, oldest first. */
export async function attemptsOf(db: Database, pickupId: number): Promise<Attempt[]> {
  const rows = await db<AttemptRow>('pickup_attempts').where({ pickup_id: pickupId }).orderBy('id')
  return rows.map((row) => ({
    id: row.id,
    pickupId: row.pickup_id,
    outcome: row.outcome,
    fault: row.fault,
    onDate: row.on_date ?? row.at.slice(0, 10),
    at: row.at,
    by: row.by,
    ...(row.note !== null && { note: row.note }),
    ...(row.cost_minor !== null && { costMinor: row.cost_minor }),
    evidence: JSON.parse(row.evidence ?? '[]') as string[],
    parcels: JSON.parse(row.parcels ?? '[]') as string[],
    ...(row.carrier_event_id !== null && { carrierEvent: row.carrier_event_id }),
  }))
}
