/** Rows of shipments and their parcels. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'
import type { PlannedParcel, ShipmentPlan, Way } from './shipment.ts'

/** A label that was replaced is void for ever; its box comes under the new number. */
export type ParcelState = 'labelled' | 'received' | 'void'

/** One box with its number (SSCC). Weights in grams. */
export type Parcel = {
  readonly id: number
  readonly no: number
  readonly sscc: string
  /** Positions of the claim's units that should be inside. */
  readonly units: readonly number[]
  readonly state: ParcelState
  readonly receivedAt?: string
  readonly receivedBy?: string
  readonly weightGrams?: number
  /** SSCC of the label that took its place. */
  readonly replacedBy?: string
}

export type Shipment = {
  readonly id: number
  readonly claimReference: string
  readonly way: Way
  readonly weightGrams: number
  /** ISO date (R21). */
  readonly shipBy: string
  readonly labelDocument?: number
  /** 1 is the first label; each re-issue counts on. */
  readonly revision: number
  /** Those whose labels hold; void ones are found by their SSCC only. */
  readonly parcels: readonly Parcel[]
}

type ShipmentRow = {
  id: number
  claim_reference: string
  way: Way
  weight_grams: number
  ship_by: string
  revision: number
  label_document: number | null
  opened_at: string
}

type ParcelRow = {
  id: number
  shipment_id: number
  no: number
  sscc: string
  units: string
  state: ParcelState
  received_at: string | null
  received_by: string | null
  condition: string | null
  weight_grams: number | null
  replaced_by: string | null
}

/** Opens a shipment with numbered parcels; gives its id. `numberParcel` draws an SSCC in the same transaction. */
export async function openShipment(
  trx: Transaction,
  claimReference: string,
  plan: ShipmentPlan,
  {
    shipBy,
    now,
    numberParcel,
  }: { shipBy: Temporal.PlainDate; now: Temporal.Instant; numberParcel: () => Promise<string> },
): Promise<Shipment> {
  const [{ id } = { id: 0 }] = await trx<ShipmentRow>('shipments')
    .insert({
      claim_reference: claimReference,
      way: plan.way,
      weight_grams: plan.weightGrams,
      ship_by: shipBy.toString(),
      revision: 1,
      opened_at: instantText(now),
    })
    .returning('id')
  for (const parcel of plan.parcels) await insertParcel(trx, id, parcel, await numberParcel())
  const shipment = await shipmentOf(trx, id)
  if (!shipment) throw new Error(`shipment ${id} was not written`)
  return shipment
}

const insertParcel = (
  trx: Transaction,
  shipmentId: number,
  parcel: PlannedParcel,
  sscc: string,
): Promise<unknown> =>
  trx<ParcelRow>('parcels').insert({
    shipment_id: shipmentId,
    no: parcel.no,
    sscc,
    units: JSON.stringify(parcel.units),
    state: 'labelled',
    weight_grams: parcel.weightGrams,
  })

/**
 * Gives every parcel that has not come a new number and makes the old one void (R32). Gives the shipment as it then is.
 */
export async function replaceNumbers(
  trx: Transaction,
  shipment: Shipment,
  numberParcel: () => Promise<string>,
): Promise<Shipment> {
  for (const { no, sscc, units, weightGrams = 0 } of waitingIn(shipment)) {
    const successor = await numberParcel()
    await insertParcel(trx, shipment.id, { no, units, weightGrams }, successor)
    await trx<ParcelRow>('parcels').where({ sscc }).update({ state: 'void', replaced_by: successor })
  }
  await trx<ShipmentRow>('shipments')
    .where({ id: shipment.id })
    .update({ revision: shipment.revision + 1 })
  return (await shipmentOf(trx, shipment.id)) ?? shipment
}

/** Makes the numbers of boxes void, whose devices come under another one (R32). */
export async function voidNumbers(
  trx: Transaction,
  numbers: readonly string[],
  replacedBy: string,
): Promise<void> {
  await trx<ParcelRow>('parcels')
    .whereIn('sscc', [...numbers])
    .update({ state: 'void', replaced_by: replacedBy })
}

/** R35: what was to be posted is fetched instead, at the weight that was found. A single box has all of it. */
export async function becomePickup(
  trx: Transaction,
  shipment: Pick<Shipment, 'id' | 'parcels'>,
  weightGrams: number,
): Promise<void> {
  await trx<ShipmentRow>('shipments')
    .where({ id: shipment.id })
    .update({ way: 'pick-up', weight_grams: weightGrams })
  const [only, ...others] = waitingIn(shipment)
  if (only && others.length === 0)
    await trx<ParcelRow>('parcels').where({ id: only.id }).update({ weight_grams: weightGrams })
}

/** Parcels that have not come yet. */
export const waitingIn = ({ parcels }: Pick<Shipment, 'parcels'>): readonly Parcel[] =>
  parcels.filter(({ state }) => state === 'labelled')

/** Ties the label document that counts to its shipment. */
export async function setLabelDocument(
  trx: Transaction,
  shipmentId: number,
  document: number,
): Promise<void> {
  await trx<ShipmentRow>('shipments').where({ id: shipmentId }).update({ label_document: document })
}

/** One shipment with the parcels whose labels hold, undefined for an id that nobody has. */
export async function shipmentOf(db: Database, id: number): Promise<Shipment | undefined> {
  const row = await db<ShipmentRow>('shipments').where({ id }).first()
  return row && assembled(db, row)
}

/** All shipments of a claim, oldest first. */
export async function shipmentsOf(db: Database, claimReference: string): Promise<Shipment[]> {
  const rows = await db<ShipmentRow>('shipments').where({ claim_reference: claimReference }).orderBy('id')
  return Promise.all(rows.map((row) => assembled(db, row)))
}

/** Numbers of the parcels of these claims whose labels hold, with the positions of the units inside. */
export async function numbersOf(
  db: Database,
  references: readonly string[],
): Promise<{ reference: string; sscc: string; units: readonly number[] }[]> {
  const rows = await db('parcels')
    .join('shipments', 'shipments.id', 'parcels.shipment_id')
    .whereIn('shipments.claim_reference', [...new Set(references)])
    .whereNot('parcels.state', 'void')
    .select<{ reference: string; sscc: string; units: string }[]>(
      'shipments.claim_reference as reference',
      'parcels.sscc',
      'parcels.units',
    )
  return rows.map(({ units, ...row }) => ({ ...row, units: JSON.parse(units) as number[] }))
}

/** The parcel with this SSCC and the claim it belongs to. */
export async function parcelBy(
  db: Database,
  sscc: string,
): Promise<(Parcel & { claimReference: string }) | undefined> {
  const row = await db<ParcelRow>('parcels').where({ sscc }).first()
  if (!row) return undefined
  const shipment = await db<ShipmentRow>('shipments').where({ id: row.shipment_id }).first('claim_reference')
  return shipment && { ...parcelFromRow(row), claimReference: shipment.claim_reference }
}

/** Ids of those among some parcels that have come. */
export const receivedAmong = async (db: Database, ids: readonly number[]): Promise<ReadonlySet<number>> =>
  new Set(
    await db<ParcelRow>('parcels')
      .whereIn('id', [...ids])
      .where({ state: 'received' })
      .pluck('id'),
  )

/** Marks a parcel received; false when it was already or its label is void, so that one SSCC has one receipt. */
export async function receiveParcel(
  trx: Transaction,
  sscc: string,
  receipt: { at: Temporal.Instant; by: string; condition: string; weightGrams?: number | undefined },
): Promise<boolean> {
  const changed = await trx<ParcelRow>('parcels')
    .where({ sscc })
    .where({ state: 'labelled' })
    .update({
      state: 'received',
      received_at: instantText(receipt.at),
      received_by: receipt.by,
      condition: receipt.condition,
      ...(receipt.weightGrams !== undefined && { weight_grams: receipt.weightGrams }),
    })
  return changed === 1
}

/** Makes a received parcel awaited again, when its receipt was a mistake. */
export async function awaitParcel(trx: Transaction, sscc: string): Promise<void> {
  await trx<ParcelRow>('parcels')
    .where({ sscc, state: 'received' })
    .update({ state: 'labelled', received_at: null, received_by: null, condition: null })
}

async function assembled(db: Database, row: ShipmentRow): Promise<Shipment> {
  const parcels = await db<ParcelRow>('parcels')
    .where({ shipment_id: row.id })
    .whereNot({ state: 'void' })
    .orderBy('no')
  return {
    id: row.id,
    claimReference: row.claim_reference,
    way: row.way,
    weightGrams: row.weight_grams,
    shipBy: row.ship_by,
    revision: row.revision,
    ...(row.label_document !== null && { labelDocument: row.label_document }),
    parcels: parcels.map(parcelFromRow),
  }
}

const parcelFromRow = (row: ParcelRow): Parcel => ({
  id: row.id,
  no: row.no,
  sscc: row.sscc,
  units: JSON.parse(row.units) as number[],
  state: row.state,
  ...(row.received_at && { receivedAt: row.received_at }),
  ...(row.received_by && { receivedBy: row.received_by }),
  ...(row.weight_grams !== null && { weightGrams: row.weight_grams }),
  ...(row.replaced_by !== null && { replacedBy: row.replaced_by }),
})
