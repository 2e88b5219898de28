/** Sums over many claims for pictures: of one programme and from one day on, a month of claims at a time. Reads only. */
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { groupedBy } from '../base/groups.ts'
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

/** Devices that are worth less than declared, by all their reasons together. */
export type Reduction = {
  readonly reasons: readonly string[]
  readonly units: number
  readonly byMinor: number
}

/** Audited units that are alike: as declared, by the reasons of their last offer as JSON, and whether it is a lower one. */
type Sums = {
  readonly category: string
  readonly reasons: string
  readonly isLess: boolean
  readonly units: number
  readonly declaredMinor: number
  readonly foundMinor: number
}

/**
 * What was quoted for audited devices and what is offered for them since, and what reductions come to by the reasons that
 * the audit gave.
 */
export async function auditedFigures(
  db: Database,
  asked: FiguresOf,
): Promise<{ readonly categories: readonly DeclaredFound[]; readonly reductions: readonly Reduction[] }> {
  const sums: Sums[] = []
  for (const month of await monthsOf(db, asked)) sums.push(...(await auditedIn(db, asked.programmeId, month)))
  const total = (rows: readonly Sums[], of: (row: Sums) => number): number =>
    rows.reduce((sum, row) => sum + of(row), 0)
  const categories = [...groupedBy(sums, ({ category }) => category)].map(([category, rows]) => ({
    category,
    units: total(rows, ({ units }) => units),
    declaredMinor: total(rows, ({ declaredMinor }) => declaredMinor),
    foundMinor: total(rows, ({ foundMinor }) => foundMinor),
  }))
  const less = sums.filter(({ isLess }) => isLess)
  const reductions = [...groupedBy(less, ({ reasons }) => reasons)]
    .toSorted(byName)
    .map(([reasons, rows]) => ({
      reasons: JSON.parse(reasons) as string[],
      units: total(rows, ({ units }) => units),
      byMinor: total(rows, ({ declaredMinor, foundMinor }) => declaredMinor - foundMinor),
    }))
  return { categories: categories.toSorted((a, b) => byName([a.category], [b.category])), reductions }
}

const byName = ([one]: readonly [string, ...unknown[]], [other]: readonly [string, ...unknown[]]): number =>
  one < other ? -1 : Number(one > other)

/** From an instant (ISO) up to another, which is not part of it. */
type Stretch = { readonly from: string; readonly to: string }

const stretchHours = 31 * 24

/** From the first claim that counts to the last: one statement over years of claims would let nobody else ask meanwhile. */
async function monthsOf(db: Database, { programmeId, since }: FiguresOf): Promise<Stretch[]> {
  const days = (await db('claims')
    .where({ programme_id: programmeId })
    .andWhere('submitted_at', '>=', since)
    .min({ first: 'submitted_at' })
    .max({ last: 'submitted_at' })
    .first()) as { first: string | null; last: string | null } | undefined
  if (!days?.first || !days.last) return []
  const months: Stretch[] = []
  for (let from = days.first; from <= days.last;) {
    const to = instantText(Temporal.Instant.from(from).add({ hours: stretchHours }))
    months.push({ from, to })
    from = to
  }
  return months
}

/** The first offer beside the last one. */
async function auditedIn(db: Database, programmeId: string, { from, to }: Stretch): Promise<Sums[]> {
  const isLess = db.raw('CASE WHEN f.amount_minor < d.amount_minor THEN 1 ELSE 0 END')
  const rows: Record<string, string | number>[] = await db('claims as c')
    .join('units as u', 'u.claim_id', 'c.id')
    .join('offers as d', (on) => on.on('d.unit_id', 'u.id').andOnVal('d.no', 1))
    .join('offers as f', 'f.unit_id', 'u.id')
    .whereRaw('f.no = (SELECT max(no) FROM offers WHERE unit_id = u.id)')
    .where('c.programme_id', programmeId)
    .andWhere('c.submitted_at', '>=', from)
    .andWhere('c.submitted_at', '<', to)
    .whereNot('u.audit', 'pending')
    .groupBy('d.category', 'f.reasons', isLess)
    .select('d.category', 'f.reasons', { less: isLess })
    .count({ units: '*' })
    .sum({ declared: 'd.amount_minor', found: 'f.amount_minor' })
  return rows.map((row) => ({
    category: String(row['category']),
    reasons: String(row['reasons']),
    isLess: Number(row['less']) === 1,
    units: Number(row['units']),
    declaredMinor: Number(row['declared']),
    foundMinor: Number(row['found']),
  }))
}
