/** Open holds on a claim, of whatever is held: a table of its own each, all in one shape. Knows no reason to hold. */
import { Temporal } from 'temporal-polyfill'
import type { Database } from '../database.ts'

export type OpenHold<Kind extends string> = {
  readonly reference: string
  readonly kind: Kind
  readonly reason: string
  readonly heldBy: string
  readonly heldAt: Temporal.Instant
}

type HoldRow<Kind extends string> = {
  claim_reference: string
  kind: Kind
  reason: string
  held_by: string
  held_at: string
}

/** Open holds in that table: of these claims or of all, of that kind or of every one; the oldest first. */
export async function openHoldsIn<Kind extends string>(
  db: Database,
  table: string,
  {
    references,
    kind,
    limit,
  }: {
    readonly references?: readonly string[] | undefined
    readonly kind?: Kind | undefined
    readonly limit?: number
  },
): Promise<OpenHold<Kind>[]> {
  const query = db(table).whereNull('lifted_by').orderBy('id')
  if (references) void query.whereIn('claim_reference', [...references])
  if (kind) void query.where({ kind })
  if (limit !== undefined) void query.limit(limit)
  const rows: HoldRow<Kind>[] = await query
  return rows.map((row) => ({
    reference: row.claim_reference,
    kind: row.kind,
    reason: row.reason,
    heldBy: row.held_by,
    heldAt: Temporal.Instant.from(row.held_at),
  }))
}
