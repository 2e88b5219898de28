import type { Knex } from 'knex'

/** Issued documents on their way to the Peppol access point: one message each, named once for ever. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('peppol_messages', (table) => {
    table.increments('id')
    table.integer('invoice_id').notNullable().unique().references('id').inTable('invoices')
    table.text('instance_id').notNullable().unique()
    table.text('state').notNullable().checkIn(['queued', 'sent'])
    table.text('created_at').notNullable()
    table.text('sent_at')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('peppol_messages')
}
