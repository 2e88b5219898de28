import type { Knex } from 'knex'

/** Pre-advice files: what was handed to a carrier on one list. The file is made once, from then on it is its hash. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('carrier_manifests', (table) => {
    table.increments('id')
    table.text('connection').notNullable()
    table.text('number').notNullable().unique()
    table.text('closed_at').notNullable()
    table.text('closed_by').notNullable()
    table.integer('orders').notNullable()
    table.text('content').notNullable()
    table.index(['connection', 'closed_at'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('carrier_manifests')
}
