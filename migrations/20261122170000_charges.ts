import type { Knex } from 'knex'

/**
 * What participants are charged because of a fault of theirs (R39, R41). A charge is written once; it ends on an
 * invoice, or a person waives it with a reason. The ledger learns the account of the VAT on such invoices.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('charges', (table) => {
    table.increments('id')
    table.text('cause').notNullable().unique()
    table.text('claim_reference').notNullable().references('reference').inTable('claims').index()
    table.text('kind').notNullable().checkIn(['second-visit', 'wrong-device'])
    table.bigInteger('amount_minor').notNullable()
    table.text('currency').notNullable()
    table.text('side').notNullable().checkIn(['participant'])
    table.text('reason').notNullable()
    table.text('charged_at').notNullable()
    table.text('invoice')
    table.text('waived_by')
    table.text('waived_at')
    table.text('waived_reason')
    table.check('amount_minor > 0', [], 'charges_positive')
    table.check('invoice IS NULL OR waived_by IS NULL', [], 'charges_one_end')
    table.check(
      '(waived_by IS NULL) = (waived_at IS NULL) AND (waived_by IS NULL) = (waived_reason IS NULL)',
      [],
      'charges_waived_whole',
    )
    table.index(['invoice', 'waived_by'])
  })
  await allowAccounts(knex, [...before, 'vat'])
}

export async function down(knex: Knex): Promise<void> {
  await allowAccounts(knex, before)
  await knex.schema.dropTable('charges')
}

const before = ['purchases', 'payable', 'bank', 'suspense', 'recovery', 'charges', 'write-offs']

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
