import type { Knex } from 'knex'

/**
 * The ledger. A row names both of its sides and one amount above zero, so that no row, and no sum of rows, can be out
 * of balance; the cause is unique, so that nothing is booked twice; and no row is ever changed (O5, R97).
 */
export async function up(knex: Knex): Promise<void> {
  const accounts = ['purchases', 'payable', 'bank', 'suspense', 'recovery', 'charges', 'write-offs']
  await knex.schema.createTable('postings', (table) => {
    table.increments('id')
    table.text('cause').notNullable().unique()
    table.text('debit').notNullable().checkIn(accounts)
    table.text('credit').notNullable().checkIn(accounts)
    table.bigInteger('amount_minor').notNullable()
    table.text('currency').notNullable()
    // Empty while nobody knows whose money it is.
    table.text('claim_reference').notNullable().index()
    table.text('posted_at').notNullable()
    table.check('amount_minor > 0', [], 'postings_positive')
    table.check('debit <> credit', [], 'postings_two_sides')
  })
  for (const statement of isSqlite(knex) ? sqliteTriggers : postgresTriggers) await knex.raw(statement)
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('postings')
  if (!isSqlite(knex)) await knex.raw('DROP FUNCTION postings_are_append_only')
}

const isSqlite = (knex: Knex): boolean => knex.client.dialect === 'sqlite3'

const sqliteTriggers = ['UPDATE', 'DELETE'].map(
  (change) => `CREATE TRIGGER postings_no_${change.toLowerCase()} BEFORE ${change} ON postings
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END`,
)

const postgresTriggers = [
  `CREATE FUNCTION postings_are_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$`,
  `CREATE TRIGGER postings_no_change BEFORE UPDATE OR DELETE ON postings
    FOR EACH ROW EXECUTE FUNCTION postings_are_append_only()`,
  `CREATE TRIGGER postings_no_truncate BEFORE TRUNCATE ON postings
    FOR EACH STATEMENT EXECUTE FUNCTION postings_are_append_only()`,
]
