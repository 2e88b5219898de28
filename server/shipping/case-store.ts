/**
 * Rows of cases: parcels that a carrier lost, damaged or sent back, with the day by which each is to be settled. One case
 * for each parcel and kind, for ever. What a person closed stays closed, whatever the carrier says afterwards.
 */
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'

export const caseKinds = ['lost', 'damaged', 'returned'] as const
export type CaseKind = (typeof caseKinds)[number]

/** How a case ends. `found` is also what the house itself writes when the parcel turns up. */
export const caseOutcomes = ['found', 'compensated', 'refused-by-carrier', 'written-off'] as const
export type CaseOutcome = (typeof caseOutcomes)[number]

export type CarrierCase = {
  readonly id: number
  readonly claimReference: string
  readonly sscc: string
  readonly kind: CaseKind
  readonly state: 'open' | 'escalated' | 'closed'
  readonly openedOn: Temporal.PlainDate
  readonly dueOn: Temporal.PlainDate
  readonly outcome?: CaseOutcome
  readonly note?: string
}

type CaseRow = {
  id: number
  parcel_id: number
  kind: CaseKind
  state: CarrierCase['state']
  opened_on: string
  due_on: string
  escalated_at: string | null
  outcome: CaseOutcome | null
  note: string | null
  closed_by: string | null
  closed_at: string | null
}

type Opening = {
  readonly openedOn: Temporal.PlainDate
  readonly dueOn: Temporal.PlainDate
}

/** Opens a case, or opens it again when the house had closed it because the parcel was found. */
export async function openCase(
  trx: Transaction,
  parcelId: number,
  kind: CaseKind,
  { openedOn, dueOn }: Opening,
): Promise<void> {
  const row = {
    state: 'open' as const,
    opened_on: openedOn.toString(),
    due_on: dueOn.toString(),
    escalated_at: null,
    outcome: null,
    closed_by: null,
    closed_at: null,
  }
  const known = await trx<CaseRow>('carrier_cases').where({ parcel_id: parcelId, kind }).first()
  if (!known) await trx<CaseRow>('carrier_cases').insert({ parcel_id: parcelId, kind, ...row })
  else if (known.state === 'closed' && known.closed_by === null)
    await trx<CaseRow>('carrier_cases').where({ id: known.id }).update(row)
  // An older mishap that we hear of later: its day counts.
  else if (known.state === 'open' && known.opened_on > row.opened_on)
    await trx<CaseRow>('carrier_cases').where({ id: known.id }).update(row)
}

/** The parcel turned up: what was open about its loss is closed by the house itself. */
export const closeAsFound = async (
  trx: Transaction,
  parcelId: number,
  kinds: readonly CaseKind[],
  now: Temporal.Instant,
): Promise<void> => {
  await trx<CaseRow>('carrier_cases')
    .where({ parcel_id: parcelId })
    .whereIn('kind', [...kinds])
    .whereNot({ state: 'closed' })
    .update({ state: 'closed', outcome: 'found', closed_at: instantText(now) })
}

/**
 * What a receipt that was a mistake did to cases: what it opened is closed again, what it closed is open again. `at` is the
 * moment of that receipt, `openedOn` its day. A damage that the carrier told of as well stays open.
 */
export async function undoCases(
  trx: Transaction,
  parcelId: number,
  { at, openedOn, carrierSays }: { at: string; openedOn: Temporal.PlainDate; carrierSays: boolean },
  now: Temporal.Instant,
): Promise<void> {
  await trx<CaseRow>('carrier_cases')
    .where({ parcel_id: parcelId, state: 'closed', closed_at: at })
    .whereIn('kind', ['lost', 'returned'])
    .whereNull('closed_by')
    .update({ state: 'open', outcome: null, closed_at: null })
  if (!carrierSays)
    await trx<CaseRow>('carrier_cases')
      .where({ parcel_id: parcelId, kind: 'damaged', opened_on: openedOn.toString() })
      .whereNot({ state: 'closed' })
      .update({ state: 'closed', outcome: 'found', closed_at: instantText(now) })
}

/** Closes a case by hand. @throws Refusal `not-found` / `case-unknown`, `conflict` / `case-closed`. */
export async function closeCase(
  trx: Transaction,
  id: number,
  closing: {
    readonly outcome: CaseOutcome
    readonly note: string
    readonly by: string
    readonly at: Temporal.Instant
  },
): Promise<void> {
  const { outcome, note, by, at } = closing
  const changed = await trx<CaseRow>('carrier_cases')
    .where({ id })
    .whereNot({ state: 'closed' })
    .update({ state: 'closed', outcome, note, closed_by: by, closed_at: instantText(at) })
  if (changed === 1) return
  const known = await trx<CaseRow>('carrier_cases').where({ id }).first('id')
  throw known ? refuse('conflict', 'case-closed', { id }) : refuse('not-found', 'case-unknown', { id })
}

/** Open cases whose day is over are escalated, each once; gives their ids. `today` is the first day that is too late. */
export async function escalateCases(
  trx: Transaction,
  today: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<number[]> {
  const rows = await trx<CaseRow>('carrier_cases')
    .where({ state: 'open' })
    .andWhere('due_on', '<', today.toString())
    .update({ state: 'escalated', escalated_at: instantText(now) })
    .returning('id')
  return rows.map(({ id }) => id)
}

/** Cases that wait for somebody, of one kind or of all: the escalated first, then those that are due first. */
export async function openCases(db: Database, limit: number, kind?: CaseKind): Promise<CarrierCase[]> {
  const open = casesWith(db).whereNot({ 'carrier_cases.state': 'closed' })
  if (kind) void open.where({ 'carrier_cases.kind': kind })
  const rows = await open.limit(limit)
  return rows.map(caseFromRow)
}

/** Every case of a claim's parcels. */
export async function casesOf(db: Database, claimReference: string): Promise<CarrierCase[]> {
  const rows = await casesWith(db).where({ 'shipments.claim_reference': claimReference })
  return rows.map(caseFromRow)
}

type CaseOfParcel = CaseRow & { readonly claim_reference: string; readonly sscc: string }

const casesWith = (db: Database) =>
  db('carrier_cases')
    .join('parcels', 'parcels.id', 'carrier_cases.parcel_id')
    .join('shipments', 'shipments.id', 'parcels.shipment_id')
    .orderByRaw("CASE carrier_cases.state WHEN 'escalated' THEN 0 ELSE 1 END")
    .orderBy(['carrier_cases.due_on', 'carrier_cases.id'])
    .select<CaseOfParcel[]>('carrier_cases.*', 'shipments.claim_reference', 'parcels.sscc')

const caseFromRow = (row: CaseOfParcel): CarrierCase => ({
  id: row.id,
  claimReference: row.claim_reference,
  sscc: row.sscc,
  kind: row.kind,
  state: row.state,
  openedOn: Temporal.PlainDate.from(row.opened_on),
  dueOn: Temporal.PlainDate.from(row.due_on),
  ...(row.outcome !== null && { outcome: row.outcome }),
  ...(row.note !== null && { note: row.note }),
})
