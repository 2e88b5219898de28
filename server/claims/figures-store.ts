/** Sums over many claims for pictures: one honest statement each, of one programme and from one day on. Reads only. */
import type { Database } from '../database.ts'

/** Of which claims: of one programme, so of one currency, sent in at this instant (ISO) or later. */
export type FiguresOf = { readonly programmeId: string; readonly since: string }

/** Units that were audited, by the category that was declared. Minor units of the programme's currency. */
export type DeclaredFound = {
  readonly category: string
  readonly units: number
  readonly declaredMinor: number
  readonly foundMinor: number
}

type Sums = { units: number | string; declared: number | string; found: number | string }

/** What was quoted for audited devices, and what is offered for them since. */
export async function declaredAgainstFound(db: Database, of: FiguresOf): Promise<DeclaredFound[]> {
  const rows = (await auditedOffers(db, of)
    .select('d.category')
    .groupBy('d.category')
    .orderBy('d.category')) as (Sums & { category: string })[]
  return rows.map(({ category, units, declared, found }) => ({
    category,
    units: Number(units),
    declaredMinor: Number(declared),
    foundMinor: Number(found),
  }))
}

/** Devices that are worth less than declared, by all their reasons together. */
export type Reduction = {
  readonly reasons: readonly string[]
  readonly units: number
  readonly byMinor: number
}

/** What reductions come to, by the reasons that the audit gave. */
export async function reductions(db: Database, of: FiguresOf): Promise<Reduction[]> {
  const rows = (await auditedOffers(db, of)
    .whereRaw('f.amount_minor < d.amount_minor')
    .select('f.reasons')
    .groupBy('f.reasons')
    .orderBy('f.reasons')) as (Sums & { reasons: string })[]
  return rows.map(({ reasons, units, declared, found }) => ({
    reasons: JSON.parse(reasons) as string[],
    units: Number(units),
    byMinor: Number(declared) - Number(found),
  }))
}

/** The first offer beside the last one. */
const auditedOffers = (db: Database, { programmeId, since }: FiguresOf) =>
  db('claims as c')
    .join('units as u', 'u.claim_id', 'c.id')
    .join('offers as d', (on) => on.on('d.unit_id', 'u.id').andOnVal('d.no', 1))
    .join('offers as f', 'f.unit_id', 'u.id')
    .whereRaw('f.no = (SELECT max(no) FROM offers WHERE unit_id = u.id)')
    .where('c.programme_id', programmeId)
    .andWhere('c.submitted_at', '>=', since)
    .whereNot('u.audit', 'pending')
    .count({ units: '*' })
    .sum({ declared: 'd.amount_minor', found: 'f.amount_minor' })
