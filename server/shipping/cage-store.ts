/**
 * Rows of cages and pallets, and of what lies in them. A cage of the house has a code of ours; a pallet is known by the
 * SSCC that its sender gave it. Says nothing of where they stand.
 */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'

export type CageKind = 'cage' | 'pallet'

export type Cage = { readonly code: string; readonly kind: CageKind; readonly parcels: readonly Caged[] }

/** A parcel in a cage. */
export type Caged = { readonly sscc: string; readonly reference: string; readonly putAt: string }

type CageRow = { id: number; code: string; kind: CageKind; opened_at: string; opened_by: string }

type Act = { readonly at: Temporal.Instant; readonly by: string }

/** Makes the cage known; one that is known stays as it is. */
export async function openCage(
  trx: Transaction,
  code: string,
  kind: CageKind,
  { at, by }: Act,
): Promise<void> {
  await trx<CageRow>('cages')
    .insert({ code, kind, opened_at: instantText(at), opened_by: by })
    .onConflict('code')
    .ignore()
}

/** The cage with what lies in it, the last put first; undefined for a code that nobody opened. */
export async function cageOf(db: Database, code: string): Promise<Cage | undefined> {
  const row = await db<CageRow>('cages').where({ code }).first()
  if (!row) return undefined
  const parcels = await db('cage_parcels')
    .join('parcels', 'parcels.id', 'cage_parcels.parcel_id')
    .join('shipments', 'shipments.id', 'parcels.shipment_id')
    .where({ cage_id: row.id })
    .orderBy('put_at', 'desc')
    .select<Caged[]>('sscc', 'shipments.claim_reference as reference', 'put_at as putAt')
  return { code, kind: row.kind, parcels }
}

/** Puts a parcel into a cage, out of whichever it lay in. Nothing happens for a cage that nobody opened. */
export async function putIntoCage(
  trx: Transaction,
  parcelId: number,
  code: string,
  { at, by }: Act,
): Promise<void> {
  const cage = await trx<CageRow>('cages').where({ code }).first('id')
  if (!cage) return
  const row = { cage_id: cage.id, put_at: instantText(at), put_by: by }
  await trx('cage_parcels')
    .insert({ parcel_id: parcelId, ...row })
    .onConflict('parcel_id')
    .merge(row)
}

/** Takes a parcel out again, when its receipt is undone. */
export const takeFromCage = async (trx: Transaction, parcelId: number): Promise<void> => {
  await trx('cage_parcels').where({ parcel_id: parcelId }).delete()
}
