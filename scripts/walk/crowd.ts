/** Many claims by SQL, alike but for what makes each findable, so that a house can be measured at its full size. */
import { isSqlite, type Database } from '../../server/database.ts'

/** Every twentieth still waits for its review, as a busy desk has it; the rest is done with. */
const waitsEvery = 20

/**
 * Copies the claim `pattern` until the house has `upTo` more, of one company each. `from` is how many copies there are
 * already; stopped, it leaves none of them. The journal is not written: nothing of it is read by what is measured.
 */
export async function crowd(db: Database, pattern: string, from: number, upTo: number): Promise<void> {
  // What is copied refers to what is there: to look it up for every row would take longer than all the writing.
  await (isSqlite(db)
    ? unchecked(db, pattern, from, upTo)
    : db.transaction(async (trx) => {
        await trx.raw('SET LOCAL session_replication_role = replica')
        await copy(trx, pattern, from, upTo)
      }))
  // What so many rows leave to be tidied would otherwise be tidied while somebody measures.
  const tidying = isSqlite(db)
    ? ['ANALYZE', 'PRAGMA wal_checkpoint(TRUNCATE)']
    : ['VACUUM (ANALYZE)', 'CHECKPOINT']
  for (const statement of tidying) await db.raw(statement)
}

/** SQLite changes neither of them within a transaction. */
async function unchecked(db: Database, pattern: string, from: number, upTo: number): Promise<void> {
  await db.raw('PRAGMA foreign_keys=OFF')
  await db.raw('PRAGMA synchronous=OFF')
  try {
    await db.transaction((trx) => copy(trx, pattern, from, upTo))
  } finally {
    await db.raw('PRAGMA foreign_keys=ON')
    await db.raw('PRAGMA synchronous=FULL')
  }
}

async function copy(db: Database, pattern: string, from: number, upTo: number): Promise<void> {
  const claim = await db('claims').where({ reference: pattern }).first<Row>()
  const last = await db('claims').max<{ max: number }[]>({ max: 'id' }).first()
  const numbers = `WITH RECURSIVE n(i) AS (SELECT ${from + 1} UNION ALL SELECT i + 1 FROM n WHERE i < ${upTo})`
  const waits = `i % ${waitsEvery} = 0`
  await db.raw(
    `INSERT INTO participants (key, name, street, postcode, city, country, contact_name, email, vat_status, seen_at)
     ${numbers} SELECT 'crowd ' || i, name, street, postcode, city, country, contact_name, email, vat_status, seen_at
     FROM n, participants WHERE id = ?`,
    [claim.participant_id],
  )
  await db.raw(
    `INSERT INTO claims (reference, programme_id, programme_version, participant_id, state, application, submitted_at, risk, proposal_version)
     ${numbers} SELECT 'XX-' || i, programme_id, programme_version, participant_id,
       CASE WHEN ${waits} THEN 'submitted' ELSE 'closed' END, CASE WHEN ${waits} THEN application ELSE '{}' END,
       submitted_at, 1 + i % 3, 0 FROM n, claims WHERE id = ?`,
    [claim.id],
  )
  const isNew = `claims.id > ${last?.max ?? 0}`
  await db.raw(
    `INSERT INTO units (claim_id, position, custody, audit, offer, settlement)
     SELECT id, 1, 'with-participant', 'pending', 'none', 'none' FROM claims WHERE ${isNew}`,
  )
  for (const kind of ['participant', 'product-serial', 'device-serial', 'invoice', 'bank-account'])
    await db.raw(
      `INSERT INTO claim_keys (claim_id, kind, value) SELECT id, '${kind}', '${startOf(kind)} ' || reference FROM claims WHERE ${isNew}`,
    )
  await db.raw(
    `INSERT INTO cap_uses (claim_id, programme_id, cap, key, amount)
     SELECT id, programme_id, 'combinations', 'crowd ' || reference, 1 FROM claims WHERE ${isNew}`,
  )
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
