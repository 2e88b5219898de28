/** Rows of rewards that are goods: ordered with the approval, sent by a person (R67). Knows no carrier and no stock. */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'
import { hasApproved } from './duty-store.ts'
import { releaseRefusal, shipmentRefusal } from './goods-duties.ts'

export type GoodsOrder = {
  readonly id: number
  readonly reference: string
  /** Position of the unit that it rewards. */
  readonly unit: number
  readonly partNumber: string
  readonly orderedAt: Temporal.Instant
  /** P3: finance let it go; from then on it may leave. */
  readonly releasedBy?: string
  /** Of one that has left. */
  readonly parcel?: string
  readonly shippedAt?: Temporal.Instant
}

type GoodsRow = {
  id: number
  claim_reference: string
  unit: number
  part_number: string
  ordered_at: string
  released_by: string | null
  released_at: string | null
  parcel: string | null
  shipped_by: string | null
  shipped_at: string | null
}

/** A unit is rewarded once: ordering again changes nothing (R97). */
export async function orderGoods(
  trx: Transaction,
  { reference, unit, partNumber }: Pick<GoodsOrder, 'reference' | 'unit' | 'partNumber'>,
  at: Temporal.Instant,
): Promise<void> {
  const row = { claim_reference: reference, unit, part_number: partNumber, ordered_at: instantText(at) }
  await trx('goods_orders').insert(row).onConflict(['claim_reference', 'unit']).ignore()
}

/** What has not been sent, the oldest order first. */
export async function openGoods(db: Database, limit: number): Promise<GoodsOrder[]> {
  const rows = await db<GoodsRow>('goods_orders').whereNull('shipped_at').orderBy('id').limit(limit)
  return rows.map(orderFromRow)
}

/** What has left, the last one first. */
export async function sentGoods(db: Database, limit: number): Promise<GoodsOrder[]> {
  const rows = await db<GoodsRow>('goods_orders')
    .whereNotNull('shipped_at')
    .orderBy([
      { column: 'shipped_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit)
  return rows.map(orderFromRow)
}

/** What a unit is rewarded with. @throws Refusal `not-found` / `goods-unknown`. */
export async function goodsOf(db: Database, reference: string, unit: number): Promise<GoodsOrder> {
  const row = await db<GoodsRow>('goods_orders').where({ claim_reference: reference, unit }).first()
  if (!row) throw refuse('not-found', 'goods-unknown', { id: unit })
  return orderFromRow(row)
}

/**
 * Notes that an order may leave. Who approved the claim does not let go what it earns (P3); the database asks the same.
 * @throws Refusal `not-found` / `goods-unknown`, `forbidden` / `releaser-approved-claim`, `conflict` / `goods-released`.
 */
export async function noteReleased(
  trx: Transaction,
  id: number,
  { by, at }: { readonly by: Actor; readonly at: Temporal.Instant },
): Promise<GoodsOrder> {
  const row = await rowOf(trx, id)
  const reference = row.claim_reference
  const refusal = releaseRefusal({ hasApproved: await hasApproved(trx, reference, actorText(by)) })
  if (refusal) throw refuse('forbidden', refusal, { reference })
  const released = { released_by: actorText(by), released_at: instantText(at) }
  const open = trx<GoodsRow>('goods_orders').where({ id }).whereNull('released_by')
  if ((await open.update(released)) === 0) throw refuse('conflict', 'goods-released', { reference })
  return orderFromRow(row)
}

/**
 * Notes that an order has left. What is worth money takes two persons, as money does (P3); the database asks the same.
 * @throws Refusal `not-found` / `goods-unknown`, `forbidden` / `shipper-approved-claim`, `shipper-released-goods`,
 * `conflict` / `goods-not-released`, `goods-shipped`.
 */
export async function noteShipped(
  trx: Transaction,
  id: number,
  { parcel, by, at }: { readonly parcel: string; readonly by: Actor; readonly at: Temporal.Instant },
): Promise<GoodsOrder> {
  const row = await rowOf(trx, id)
  const reference = row.claim_reference
  const before = {
    hasApproved: await hasApproved(trx, reference, actorText(by)),
    releasedBy: row.released_by ?? undefined,
  }
  const refusal = shipmentRefusal(before, actorText(by))
  if (refusal)
    throw refuse(refusal === 'goods-not-released' ? 'conflict' : 'forbidden', refusal, { reference })
  const shipped = { parcel, shipped_by: actorText(by), shipped_at: instantText(at) }
  const open = trx<GoodsRow>('goods_orders').where({ id }).whereNull('shipped_at')
  if ((await open.update(shipped)) === 0) throw refuse('conflict', 'goods-shipped', { reference })
  return orderFromRow(row)
}

async function rowOf(trx: Transaction, id: number): Promise<GoodsRow> {
  const row = await trx<GoodsRow>('goods_orders').where({ id }).first()
  if (!row) throw refuse('not-found', 'goods-unknown', { id })
  return row
}

const orderFromRow = (row: GoodsRow): GoodsOrder => ({
  id: row.id,
  reference: row.claim_reference,
  unit: row.unit,
  partNumber: row.part_number,
  orderedAt: Temporal.Instant.from(row.ordered_at),
  ...(row.released_by !== null && { releasedBy: row.released_by }),
  ...(row.parcel !== null && { parcel: row.parcel }),
  ...(row.shipped_at !== null && { shippedAt: Temporal.Instant.from(row.shipped_at) }),
})
