/** A parcel that has come for every claim of a crowd, by SQL, with all by which a scan finds it. SQLite only. */
import type { Database, Transaction } from '../../server/database.ts'

/** Copies the shipment and parcel of `pattern` for every claim of the crowd (see crowd.ts): for all or, when stopped, for none. */
export async function crowdParcels(db: Database, pattern: string): Promise<void> {
  await db.raw('PRAGMA foreign_keys=OFF')
  try {
    await db.transaction((trx) => copyAll(trx, pattern))
  } finally {
    await db.raw('PRAGMA foreign_keys=ON')
  }
  for (const statement of ['ANALYZE', 'PRAGMA wal_checkpoint(TRUNCATE)']) await db.raw(statement)
}

async function copyAll(trx: Transaction, pattern: string): Promise<void> {
  const shipment = await trx('shipments').where({ claim_reference: pattern }).first<Row>()
  const parcel = await trx('parcels').where({ shipment_id: shipment.id }).first<Row>()
  const last = await trx('shipments').max<{ max: number }[]>({ max: 'id' }).first()
  const copied = { claim_reference: 'claims.reference', label_document: 'NULL' }
  await copy(trx, 'shipments', shipment, copied, "claims WHERE claims.reference LIKE 'XX-%'")
  const isNew = `shipments.id > ${last?.max ?? 0}`
  const number = "'8' || substr('00000000000000000' || shipments.id, -17)"
  await copy(
    trx,
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
  // By its statistics of a nearly empty house SQLite would look through all parcels for every shipment.
  for (const table of ['shipments', 'parcels']) await trx.raw(`ANALYZE ${table}`)
  for (const [kind, value] of Object.entries(marks))
    await trx.raw(
      `INSERT INTO parcel_marks (parcel_id, kind, value, tail)
       SELECT parcels.id, '${kind}', ${value}, substr(${value}, -5)
       FROM parcels JOIN shipments ON shipments.id = parcels.shipment_id WHERE ${isNew}`,
    )
}

type Row = Readonly<Record<string, unknown>> & { readonly id: number }

/** As many rows as `from` gives, like `row` but for what `changed` says in SQL. */
async function copy(
  trx: Transaction,
  table: string,
  { id: _, ...row }: Row,
  changed: Readonly<Record<string, string>>,
  from: string,
): Promise<void> {
  const columns = Object.keys(row)
  const values = columns.map((column) => changed[column] ?? '?')
  const bound = columns.filter((column) => !(column in changed)).map((column) => row[column])
  await trx.raw(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${from}`,
    bound as string[],
  )
}
