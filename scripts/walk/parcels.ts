/** A parcel that has come for every claim of a crowd, by SQL, with all by which a scan finds it. SQLite only. */
import type { Database } from '../../server/database.ts'

/** Copies the shipment and parcel of `pattern` for every claim of the crowd (see crowd.ts). */
export async function crowdParcels(db: Database, pattern: string): Promise<void> {
  const shipment = await db('shipments').where({ claim_reference: pattern }).first<Row>()
  const parcel = await db('parcels').where({ shipment_id: shipment.id }).first<Row>()
  const last = await db('shipments').max<{ max: number }[]>({ max: 'id' }).first()
  const copied = { claim_reference: 'claims.reference', label_document: 'NULL' }
  await copy(db, 'shipments', shipment, copied, "claims WHERE claims.reference LIKE 'XX-%'")
  const isNew = `shipments.id > ${last?.max ?? 0}`
  const number = "'8' || substr('00000000000000000' || shipments.id, -17)"
  await copy(
    db,
    'parcels',
    parcel,
    { shipment_id: 'shipments.id', sscc: number, state: "'received'" },
    `shipments WHERE ${isNew}`,
  )
  const marks = {
    sscc: 'sscc',
    reference: "replace(claim_reference, '-', '')",
    serial: "'CROWD' || parcels.id",
  }
  for (const [kind, value] of Object.entries(marks))
    await db.raw(
      `INSERT INTO parcel_marks (parcel_id, kind, value, tail)
       SELECT parcels.id, '${kind}', ${value}, substr(${value}, -5)
       FROM parcels JOIN shipments ON shipments.id = parcels.shipment_id WHERE ${isNew}`,
    )
  await db.raw('ANALYZE')
}

type Row = Readonly<Record<string, unknown>> & { readonly id: number }

/** As many rows as `from` gives, like `row` but for what `changed` says in SQL. */
async function copy(
  db: Database,
  table: string,
  { id: _, ...row }: Row,
  changed: Readonly<Record<string, string>>,
  from: string,
): Promise<void> {
  const columns = Object.keys(row)
  const values = columns.map((column) => changed[column] ?? '?')
  const bound = columns.filter((column) => !(column in changed)).map((column) => row[column])
  await db.raw(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${from}`,
    bound as string[],
  )
}
