import type { Knex } from 'knex'

/** A receiver that takes nothing is left alone for a while: how often in a row it took nothing, and until when it rests. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('webhook_endpoints', (table) => {
    table.integer('refused_in_row').notNullable().defaultTo(0)
    table.text('rests_until')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('webhook_endpoints', (table) => {
    table.dropColumn('rests_until')
    table.dropColumn('refused_in_row')
  })
}
