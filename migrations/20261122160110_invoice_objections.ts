import type { Knex } from 'knex'

/** What a seller objected to in an issued document (A5): lines and own words, who, when, from where. Never edited. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('invoice_objections', (table) => {
    table.increments('id')
    table.integer('invoice_id').notNullable().references('id').inTable('invoices')
    table.text('lines').notNullable()
    table.text('reason').notNullable()
    table.text('objected_by').notNullable()
    table.text('objected_from').notNullable()
    table.text('objected_at').notNullable()
    table.index(['invoice_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('invoice_objections')
}
