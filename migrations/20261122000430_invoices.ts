import type { Knex } from 'knex'

/** Issued documents. Never edited and never deleted: a mistake is put right by a credit note (N5). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('invoices', (table) => {
    table.increments('id')
    table.text('issuer').notNullable()
    table.text('series').notNullable()
    table.integer('ordinal').notNullable()
    table.text('number').notNullable().unique()
    table.text('type').notNullable().checkIn(['389', '261'])
    table.text('claim_reference').notNullable().index()
    table.integer('proposal_version').notNullable()
    table.text('issued_on').notNullable()
    table.text('issued_at').notNullable()
    table.text('currency').notNullable()
    table.bigInteger('payable_minor').notNullable()
    table.text('content').notNullable()
    table.integer('corrects_id').references('invoices.id')
    table.text('reason')
    table.unique(['issuer', 'series', 'ordinal'])
    table.check("(type = '261') = (corrects_id IS NOT NULL)", [], 'invoices_credit_names_invoice')
  })
  await knex.raw(
    "CREATE UNIQUE INDEX invoices_one_per_proposal ON invoices (claim_reference, proposal_version) WHERE type = '389'",
  )
  await knex.schema.createTable('invoice_documents', (table) => {
    table.integer('invoice_id').notNullable().references('invoices.id')
    table.text('kind').notNullable()
    table.integer('document_id').notNullable()
    table.primary(['invoice_id', 'kind'])
  })
  for (const statement of isSqlite(knex) ? sqliteTriggers : postgresTriggers) await knex.raw(statement)
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('invoice_documents')
  await knex.schema.dropTable('invoices')
  if (!isSqlite(knex)) await knex.raw('DROP FUNCTION invoices_are_final')
}

const isSqlite = (knex: Knex): boolean => knex.client.dialect === 'sqlite3'

const sqliteTriggers = ['UPDATE', 'DELETE'].map(
  (change) => `CREATE TRIGGER invoices_no_${change.toLowerCase()} BEFORE ${change} ON invoices
    BEGIN SELECT RAISE(ABORT, 'an issued document is final'); END`,
)

const postgresTriggers = [
  `CREATE FUNCTION invoices_are_final() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'an issued document is final'; END $$`,
  `CREATE TRIGGER invoices_no_change BEFORE UPDATE OR DELETE ON invoices
    FOR EACH ROW EXECUTE FUNCTION invoices_are_final()`,
]
