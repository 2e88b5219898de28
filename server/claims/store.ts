/** Rows of claims, units and offers. The only place that spells them. */
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { stretchesOf } from '../base/stretches.ts'
import {
  insertMany,
  isSqlite,
  nextId,
  updateAlike,
  type Columns,
  type Database,
  type Transaction,
} from '../database.ts'
import type { Application } from '../programmes/application.ts'
import type { Claim, Offer, Unit } from './claim.ts'
import { moveAnswerDay, offerFromRow, offerRow, type OfferRow } from './offer-store.ts'
import type { Risk } from './risk.ts'
import type { AuditState, ClaimState, CustodyState, OfferState, SettlementState } from './machines.ts'

type ClaimRow = {
  id: number
  reference: string
  programme_id: string
  programme_version: string
  participant_id: number
  state: ClaimState
  application: string
  submitted_at: string
  approved_at: string | null
  proposal_version: number
}

type UnitRow = {
  id: number
  claim_id: number
  position: number
  custody: CustodyState
  audit: AuditState
  offer: OfferState
  settlement: SettlementState
  invoice_number: string | null
}

/** @throws Refusal `not-found` / `claim-unknown`. */
export async function claimOf(db: Database, reference: string): Promise<Claim> {
  const row = await db<ClaimRow>('claims').where({ reference }).first()
  if (!row) throw refuse('not-found', 'claim-unknown', { reference })
  const [claim] = await assembled(db, [row])
  return claim as Claim
}

/** The claim, locked until the transaction ends: a second move on it waits and then sees what the first one made. */
export async function lockClaim(trx: Transaction, reference: string): Promise<Claim> {
  // On SQLite BEGIN IMMEDIATE holds the whole database by then.
  if (!isSqlite(trx)) await trx('claims').where({ reference }).forUpdate().select('id')
  return claimOf(trx, reference)
}

/** Many claims by their references, each locked as by `lockClaim`, in one order for everybody so that no two wait for each other. */
export async function lockClaims(
  trx: Transaction,
  references: readonly string[],
): Promise<ReadonlyMap<string, Claim>> {
  const query = trx<ClaimRow>('claims')
    .whereIn('reference', [...references])
    .orderBy('id')
  const rows = await (isSqlite(trx) ? query : query.forUpdate())
  const claims = await assembled(trx, rows)
  return new Map(claims.map((claim) => [claim.reference, claim]))
}

/**
 * Claims in a state, the oldest first, or those that need eyes most first and the oldest of them: the desks' orders.
 * `after` is the reference of the last one seen: what follows it is read off the index, however far down it stands.
 */
export async function claimsIn(
  db: Database,
  state: ClaimState,
  limit: number,
  order: 'age' | 'risk' = 'age',
  after?: string,
): Promise<Claim[]> {
  const columns = order === 'risk' ? ['risk', 'submitted_at', 'id'] : ['submitted_at', 'id']
  const page = db<ClaimRow>('claims').where({ state }).orderBy(columns).limit(limit)
  const seen =
    after === undefined
      ? undefined
      : await db('claims').where({ reference: after }).first<Record<string, string | number>>(columns)
  if (seen)
    void page.whereRaw(
      `(${columns.join(', ')}) > (${columns.map(() => '?').join(', ')})`,
      columns.map((column) => seen[column] ?? 0),
    )
  return assembled(db, await page)
}

/** Keeps how much a claim needs eyes, when it is sent in again. */
export const rankClaim = async (trx: Transaction, id: number, risk: Risk): Promise<void> => {
  await trx('claims').where({ id }).update({ risk })
}

/** All claims of one participant, newest first. */
export async function claimsOfParticipant(db: Database, participantId: number): Promise<Claim[]> {
  return assembled(
    db,
    await db<ClaimRow>('claims').where({ participant_id: participantId }).orderBy('id', 'desc'),
  )
}

/**
 * Claims with a unit at the centre that is not decided, or whose offer is disputed (R42), the longest waiting first. A
 * parcel that came after its claim had ended is looked at as well, and paid never (R22, R97).
 */
export async function claimsToInspect(db: Database, limit: number): Promise<Claim[]> {
  const waiting = db<UnitRow>('units')
    .whereIn('custody', ['at-centre', 'isolated'])
    .where((unit) => {
      void unit.where({ audit: 'pending' }).orWhere({ offer: 'disputed' })
    })
    .select('claim_id')
  const rows = await db<ClaimRow>('claims')
    .whereIn('state', ['approved', 'void', 'withdrawn', 'rejected'])
    .whereIn('id', waiting)
    .orderBy('id')
    .limit(limit)
  return assembled(db, rows)
}

/** These claims, in the order in which they were sent in. */
export const claimsByIds = async (db: Database, ids: readonly number[]): Promise<Claim[]> =>
  assembled(
    db,
    await db<ClaimRow>('claims')
      .whereIn('id', [...ids])
      .orderBy('id'),
  )

// SQLite takes so many values in one statement, and some to spare.
const referencesAtOnce = 5000

/** What these claims applied for, by reference: for lists that show who and where, and no unit. */
export async function applicationsOf(
  db: Database,
  references: readonly string[],
): Promise<ReadonlyMap<string, Application>> {
  const found = new Map<string, Application>()
  for (const stretch of stretchesOf(references, referencesAtOnce)) {
    const rows = await db<ClaimRow>('claims').whereIn('reference', stretch).select('reference', 'application')
    for (const { reference, application } of rows)
      found.set(reference, JSON.parse(application) as Application)
  }
  return found
}

/** The id of the next new claim, and the number behind its reference (decision 24). */
export const nextClaimId = (trx: Transaction): Promise<number> => nextId(trx, 'claims')

/** A claim whose units are not written yet. */
export type ClaimAlone = Omit<Claim, 'units'>

/** Writes a new claim and how much it needs eyes, under an id from `nextClaimId`; its units are written by `insertUnits`. */
export async function insertClaim(
  trx: Transaction,
  claim: Omit<ClaimAlone, 'proposalVersion'>,
  risk: Risk,
): Promise<ClaimAlone> {
  await trx('claims').insert({ id: claim.id, ...rowOf(claim), proposal_version: 0, risk })
  return { ...claim, proposalVersion: 0 }
}

/** Writes the units of a new claim. */
export async function insertUnits(
  trx: Transaction,
  claimId: number,
  units: readonly Omit<Unit, 'id'>[],
): Promise<Unit[]> {
  const rows = units.map(({ position, custody, audit, offer, settlement }) => ({
    claim_id: claimId,
    position,
    custody,
    audit,
    offer,
    settlement,
  }))
  const written: Pick<UnitRow, 'id' | 'position'>[] = await trx<UnitRow>('units')
    .insert(rows)
    .returning(['id', 'position'])
  const idAt = new Map(written.map((unit) => [unit.position, unit.id]))
  return units.map((unit) => ({ ...unit, id: idAt.get(unit.position) ?? 0 }))
}

/** A claim as it was and as it is now. */
export type Change = { readonly before: Claim; readonly after: Claim }

/** Writes what changed; rows that change alike are written by one statement. Offers are only ever added. */
export async function saveClaims(
  trx: Transaction,
  changes: readonly Change[],
  now: Temporal.Instant,
): Promise<void> {
  await updateAlike(
    trx,
    'claims',
    changes.map(({ before, after }) => ({
      id: after.id,
      was: claimColumns(before),
      is: claimColumns(after),
    })),
  )
  const units = changes.flatMap(({ before, after }) =>
    after.units.map((unit) => ({ unit, was: before.units.find(({ id }) => id === unit.id) })),
  )
  await updateAlike(
    trx,
    'units',
    units.flatMap(({ unit, was }) =>
      was && was !== unit ? [{ id: unit.id, was: unitColumns(was), is: unitColumns(unit) }] : [],
    ),
  )
  const offers = units.flatMap(({ unit: { id, offered }, was }) =>
    offered && offered.no !== was?.offered?.no ? [offerRow(id, offered, now)] : [],
  )
  await insertMany(trx, 'offers', offers)
  for (const { unit, was } of units) await moveAnswerDay(trx, unit.id, was?.offered, unit.offered)
}

const claimColumns = (claim: Claim): Columns => ({ ...rowOf(claim), proposal_version: claim.proposalVersion })

const unitColumns = ({ custody, audit, offer, settlement, invoice }: Unit): Columns => ({
  custody,
  audit,
  offer,
  settlement,
  invoice_number: invoice ?? null,
})

const rowOf = (
  claim: Omit<Claim, 'id' | 'units' | 'proposalVersion'>,
): Omit<ClaimRow, 'id' | 'proposal_version'> => ({
  reference: claim.reference,
  programme_id: claim.programmeId,
  programme_version: claim.programmeVersion,
  participant_id: claim.participantId,
  state: claim.state,
  application: JSON.stringify(claim.application),
  submitted_at: instantText(claim.submittedAt),
  approved_at: claim.approvedAt ? instantText(claim.approvedAt) : null,
})

async function assembled(db: Database, rows: readonly ClaimRow[]): Promise<Claim[]> {
  const ids = rows.map(({ id }) => id)
  const units = await db<UnitRow>('units').whereIn('claim_id', ids).orderBy('position')
  const unitsByClaim = new Map<number, UnitRow[]>(ids.map((id) => [id, []]))
  for (const unit of units) unitsByClaim.get(unit.claim_id)?.push(unit)
  const offers = await db<OfferRow>('offers')
    .whereIn(
      'unit_id',
      units.map(({ id }) => id),
    )
    .orderBy('no')
  // Ascending by number, so that the last one set is the one that counts.
  const latest = new Map(offers.map((row) => [row.unit_id, offerFromRow(row)]))
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    programmeId: row.programme_id,
    programmeVersion: row.programme_version,
    participantId: row.participant_id,
    state: row.state,
    application: JSON.parse(row.application) as Application,
    submittedAt: Temporal.Instant.from(row.submitted_at),
    ...(row.approved_at && { approvedAt: Temporal.Instant.from(row.approved_at) }),
    proposalVersion: row.proposal_version,
    units: (unitsByClaim.get(row.id) ?? []).map((unit) => unitFromRow(unit, latest.get(unit.id))),
  }))
}

const unitFromRow = (row: UnitRow, offered: Offer | undefined): Unit => ({
  id: row.id,
  position: row.position,
  custody: row.custody,
  audit: row.audit,
  offer: row.offer,
  settlement: row.settlement,
  ...(row.invoice_number !== null && { invoice: row.invoice_number }),
  ...(offered && { offered }),
})
