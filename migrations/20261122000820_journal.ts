import type { Knex } from 'knex'

/** Append-only and hash-chained. The triggers refuse what no code of ours does, on both engines. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('journal', (table) => {
    table.bigInteger('no').primary()
    table.text('at').notNullable()
    table.text('claim').notNullable()
    table.text('kind').notNullable()
    table.text('actor').notNullable()
    table.integer('unit').notNullable()
    table.text('programme').notNullable()
    table.text('facts').notNullable()
    table.text('previous').notNullable().unique()
    table.text('hash').notNullable().unique()
    table.index(['claim', 'no'])
  })
  await knex.schema.createTable('journal_head', (table) => {
    table.integer('id').primary()
    table.bigInteger('no').notNullable()
    table.text('hash').notNullable()
  })
  await knex('journal_head').insert({ id: 1, no: 0, hash: '0'.repeat(64) })
  for (const statement of isSqlite(knex) ? sqliteTriggers : postgresTriggers) await knex.raw(statement)
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('journal')
  await knex.schema.dropTable('journal_head')
  if (!isSqlite(knex)) await knex.raw('DROP FUNCTION journal_is_append_only')
}

const isSqlite = (knex: Knex): boolean => knex.client.dialect === 'sqlite3'

const sqliteTriggers = ['UPDATE', 'DELETE'].map(
  (change) => `CREATE TRIGGER journal_no_${change.toLowerCase()} BEFORE ${change} ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END`,
)

const postgresTriggers = [
  `CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$`,
  `CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()`,
  `CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()`,
]
