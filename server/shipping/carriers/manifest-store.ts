/** Rows of closed lists. What was told to a carrier is kept as it was told. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../../base/calendar.ts'
import { refuse } from '../../base/refusal.ts'
import type { Database, Transaction } from '../../database.ts'
import type { Connection } from './capabilities.ts'

export type Manifest = {
  readonly id: number
  readonly connection: Connection
  /** `PA-000001`, counted without gaps. */
  readonly number: string
  readonly closedAt: string
  readonly closedBy: string
  readonly orders: number
  /** When it came to its carrier; none while it is on its way. */
  readonly deliveredAt?: string
}

type ManifestRow = {
  id: number
  connection: Connection
  number: string
  closed_at: string
  closed_by: string
  orders: number
  content: string
  delivered_at: string | null
}

type Closing = Pick<Manifest, 'connection' | 'number' | 'closedBy'> & {
  readonly content: string
  readonly at: Temporal.Instant
  /** Ids of the orders on it. */
  readonly placed: readonly number[]
  readonly calledOff: readonly number[]
}

/** Keeps a list; its orders are placed, or called off, from now on. */
export async function keepManifest(trx: Transaction, closing: Closing): Promise<Manifest> {
  const { connection, number, closedBy, content, at, placed, calledOff } = closing
  const closed = instantText(at)
  const [row] = await trx<ManifestRow>('carrier_manifests')
    .insert({
      connection,
      number,
      closed_at: closed,
      closed_by: closedBy,
      orders: placed.length + calledOff.length,
      content,
    })
    .returning('*')
  if (!row) throw new Error(`manifest ${number} was not written`)
  const on = { manifest_id: row.id, settled_at: closed }
  await trx('carrier_orders')
    .whereIn('id', [...placed])
    .update({ ...on, state: 'placed', sent_at: closed })
  await trx('carrier_orders')
    .whereIn('id', [...calledOff])
    .update({ ...on, state: 'called-off' })
  return manifestFromRow(row)
}

/** Closed lists, the last first. */
export async function manifests(db: Database, limit: number): Promise<Manifest[]> {
  const rows = await db<ManifestRow>('carrier_manifests').orderBy('id', 'desc').limit(limit)
  return rows.map(manifestFromRow)
}

/** A list with its file. @throws Refusal `not-found` / `manifest-unknown`. */
export async function manifestFile(
  db: Database,
  id: number,
): Promise<Manifest & { readonly content: string }> {
  const row = await db<ManifestRow>('carrier_manifests').where({ id }).first()
  if (!row) throw refuse('not-found', 'manifest-unknown', { id })
  return { ...manifestFromRow(row), content: row.content }
}

const manifestFromRow = (row: ManifestRow): Manifest => ({
  id: row.id,
  connection: row.connection,
  number: row.number,
  closedAt: row.closed_at,
  closedBy: row.closed_by,
  orders: row.orders,
  ...(row.delivered_at !== null && { deliveredAt: row.delivered_at }),
})

/** The list is where its carrier finds it. */
export const noteDelivered = async (trx: Transaction, id: number, now: Temporal.Instant): Promise<void> => {
  await trx<ManifestRow>('carrier_manifests')
    .where({ id })
    .whereNull('delivered_at')
    .update({ delivered_at: instantText(now) })
}

/** Whether somebody closed a list for this carrier since then. */
export const wasClosedSince = async (
  db: Database,
  asked: { readonly connection: Connection; readonly by: string; readonly since: Temporal.Instant },
): Promise<boolean> =>
  (await db<ManifestRow>('carrier_manifests')
    .where({ connection: asked.connection, closed_by: asked.by })
    .andWhere('closed_at', '>=', instantText(asked.since))
    .first('id')) !== undefined
