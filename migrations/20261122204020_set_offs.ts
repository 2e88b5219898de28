import type { Knex } from 'knex'

/**
 * The ledger learns the account of set-offs (O3): what is taken off a debt of one claim and counted for a case of another
 * one of the same participant. It comes to zero for each participant, and suspense holds again what nobody has explained.
 */
export async function up(knex: Knex): Promise<void> {
  await allowAccounts(knex, [...before, 'set-offs'])
}

export async function down(knex: Knex): Promise<void> {
  await allowAccounts(knex, before)
}

const before = ['purchases', 'payable', 'bank', 'suspense', 'recovery', 'charges', 'write-offs', 'vat']

/** SQLite changes no constraint of a table that stands: the rows move to a new one, and its triggers with them. */
async function allowAccounts(knex: Knex, accounts: readonly string[]): Promise<void> {
  if (knex.client.dialect !== 'sqlite3') {
    const list = accounts.map((account) => `'${account}'`).join(', ')
    for (const side of ['debit', 'credit'])
      await knex.raw(
        `ALTER TABLE postings DROP CONSTRAINT postings_${side}_check,
         ADD CONSTRAINT postings_${side}_check CHECK (${side} IN (${list}))`,
      )
    return
  }
  await knex.raw('ALTER TABLE postings RENAME TO postings_before')
  await knex.raw('DROP INDEX postings_claim_reference_index')
  await knex.raw('DROP INDEX postings_cause_unique')
  await knex.schema.createTable('postings', (table) => {
    table.increments('id')
    table.text('cause').notNullable().unique()
    table
      .text('debit')
      .notNullable()
      .checkIn([...accounts])
    table
      .text('credit')
      .notNullable()
      .checkIn([...accounts])
    table.bigInteger('amount_minor').notNullable()
    table.text('currency').notNullable()
    table.text('claim_reference').notNullable().index()
    table.text('posted_at').notNullable()
    table.check('amount_minor > 0', [], 'postings_positive')
    table.check('debit <> credit', [], 'postings_two_sides')
  })
  await knex.raw('INSERT INTO postings SELECT * FROM postings_before')
  await knex.raw('DROP TABLE postings_before')
  for (const change of ['UPDATE', 'DELETE'])
    await knex.raw(`CREATE TRIGGER postings_no_${change.toLowerCase()} BEFORE ${change} ON postings
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END`)
}
