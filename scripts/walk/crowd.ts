/** Many claims by SQL, alike but for what makes each findable, so that a house can be measured at its full size. */
import { isSqlite, type Database, type Transaction } from '../../server/database.ts'

/** Every twentieth still waits for its review, as a busy desk has it; the rest is done with. */
const waitsEvery = 20

/**
 * Copies the claim `pattern` until the house has `upTo` more, of one company each. `from` is how many copies there are
 * already; stopped, it leaves none of them. The journal is not written: nothing of it is read by what is measured. `told`
 * hears what is written next: a million take minutes.
 */
export async function crowd(
  db: Database,
  pattern: string,
  from: number,
  upTo: number,
  told: Told = () => undefined,
): Promise<void> {
  // What is copied refers to what is there: to look it up for every row would take longer than all the writing.
  await (isSqlite(db)
    ? unchecked(db, pattern, from, upTo, told)
    : db.transaction(async (trx) => {
        await trx.raw('SET LOCAL session_replication_role = replica')
        // An index is sorted in memory, as far as it fits.
        await trx.raw("SET LOCAL maintenance_work_mem = '512MB'")
        await copyBare(trx, pattern, from, upTo, told)
      }))
  // What so many rows leave to be tidied would otherwise be tidied while somebody measures.
  const tidying = isSqlite(db)
    ? ['ANALYZE', 'PRAGMA wal_checkpoint(TRUNCATE)']
    : ['VACUUM (ANALYZE)', 'CHECKPOINT']
  told('tidying')
  for (const statement of tidying) await db.raw(statement)
}

/** Hears what is done next. */
type Told = (step: string) => void

/** SQLite changes neither of them within a transaction. */
async function unchecked(
  db: Database,
  pattern: string,
  from: number,
  upTo: number,
  told: Told,
): Promise<void> {
  await db.raw('PRAGMA foreign_keys=OFF')
  await db.raw('PRAGMA synchronous=OFF')
  try {
    await db.transaction((trx) => copyBare(trx, pattern, from, upTo, told))
  } finally {
    await db.raw('PRAGMA foreign_keys=ON')
    await db.raw('PRAGMA synchronous=FULL')
  }
}

const tables = ['participants', 'claims', 'units', 'claim_keys', 'cap_uses', 'decisions']

/** Without the indexes, which are made of all rows at once: row by row they cost more than the rows, the larger the more. */
async function copyBare(
  trx: Transaction,
  pattern: string,
  from: number,
  upTo: number,
  told: Told,
): Promise<void> {
  const indexes = await indexesOf(trx)
  for (const { name } of indexes) await trx.raw('DROP INDEX ??', [name])
  await copy(trx, pattern, from, upTo, told)
  for (const { name, sql } of indexes) {
    told(`index ${name}`)
    await trx.raw(sql)
  }
}

type Index = { readonly name: string; readonly sql: string }

/** Those that were made by themselves; what is unique or a key by its table's definition stays. */
async function indexesOf(trx: Transaction): Promise<readonly Index[]> {
  if (isSqlite(trx))
    return trx('sqlite_master')
      .where({ type: 'index' })
      .whereIn('tbl_name', tables)
      .whereNotNull('sql')
      .select<Index[]>('name', 'sql')
  return trx('pg_indexes')
    .whereRaw('schemaname = current_schema()')
    .whereIn('tablename', tables)
    .whereNotIn('indexname', trx('pg_constraint').select('conname'))
    .select<Index[]>('indexname AS name', 'indexdef AS sql')
}

async function copy(db: Transaction, pattern: string, from: number, upTo: number, told: Told): Promise<void> {
  const claim = await db('claims').where({ reference: pattern }).first<Row>()
  const last = await db('claims').max<{ max: number }[]>({ max: 'id' }).first()
  const numbers = `WITH RECURSIVE n(i) AS (SELECT ${from + 1} UNION ALL SELECT i + 1 FROM n WHERE i < ${upTo})`
  const waits = `i % ${waitsEvery} = 0`
  told('participants')
  await db.raw(
    `INSERT INTO participants (key, name, street, postcode, city, country, contact_name, email, vat_status, seen_at)
     ${numbers} SELECT 'crowd ' || i, name, street, postcode, city, country, contact_name, email, vat_status, seen_at
     FROM n, participants WHERE id = ?`,
    [claim.participant_id],
  )
  told('claims')
  await db.raw(
    `INSERT INTO claims (reference, programme_id, programme_version, participant_id, state, application, submitted_at, risk, proposal_version)
     ${numbers} SELECT 'XX-' || i, programme_id, programme_version, participant_id,
       CASE WHEN ${waits} THEN 'submitted' ELSE 'closed' END, CASE WHEN ${waits} THEN application ELSE '{}' END,
       submitted_at, 1 + i % 3, 0 FROM n, claims WHERE id = ?`,
    [claim.id],
  )
  const isNew = `claims.id > ${last?.max ?? 0}`
  told('units')
  await db.raw(
    `INSERT INTO units (claim_id, position, custody, audit, offer, settlement)
     SELECT id, 1, 'with-participant', 'pending', 'none', 'none' FROM claims WHERE ${isNew}`,
  )
  for (const kind of ['participant', 'product-serial', 'device-serial', 'invoice', 'bank-account']) {
    told(`keys: ${kind}`)
    await db.raw(
      `INSERT INTO claim_keys (claim_id, kind, value) SELECT id, '${kind}', '${startOf(kind)} ' || reference FROM claims WHERE ${isNew}`,
    )
  }
  told('cap_uses')
  await db.raw(
    `INSERT INTO cap_uses (claim_id, programme_id, cap, key, amount)
     SELECT id, programme_id, 'combinations', 'crowd ' || reference, 1 FROM claims WHERE ${isNew}`,
  )
  told('decisions')
  await db.raw(
    `INSERT INTO decisions (claim_id, asked_at, occasion, verdict, programme_version, findings)
     SELECT claims.id, asked_at, occasion, verdict, decisions.programme_version, findings
     FROM claims, decisions WHERE ${isNew} AND claims.state = 'submitted' AND decisions.claim_id = ?`,
    [claim.id],
  )
}

/** Keys of accounts begin as marked ones do; others would be marked one by one at the next start. */
const startOf = (kind: string): string => (kind === 'bank-account' ? 'm:crowd' : 'crowd')

type Row = { readonly id: number; readonly participant_id: number }
