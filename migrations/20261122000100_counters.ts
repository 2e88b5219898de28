import type { Knex } from 'knex'

/** Gapless series: claim references, shipping units, invoice numbers. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('counters', (table) => {
    table.text('series').primary()
    table.bigInteger('last').notNullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('counters')
}
