import type { Knex } from 'knex'

/** Documents: ordered with their facts in a transaction, drawn once afterwards, then served unchanged for ever. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('documents', (table) => {
    table.increments('id')
    table.text('kind').notNullable()
    table.text('claim_reference').notNullable()
    table.text('locale').notNullable()
    table.text('name').notNullable()
    table.text('media_type').notNullable()
    table.text('facts').notNullable()
    table.text('ordered_at').notNullable()
    table.text('sha256')
    table.text('drawn_at')
    table.index(['claim_reference', 'kind'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('documents')
}
