import type { Knex } from 'knex'

/** How much a claim needs a reviewer's eyes: 1 very much, 2 somewhat, 3 every rule passed. Orders the queue. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('claims', (table) => {
    table.integer('risk').notNullable().defaultTo(2)
    table.index(['state', 'risk', 'submitted_at', 'id'])
    // Ties are broken by id, so that a page of the queue is read off the index and never sorted.
    table.index(['state', 'submitted_at', 'id'])
    table.dropIndex(['state', 'submitted_at'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('claims', (table) => {
    table.index(['state', 'submitted_at'])
    table.dropIndex(['state', 'risk', 'submitted_at', 'id'])
    table.dropIndex(['state', 'submitted_at', 'id'])
    table.dropColumn('risk')
  })
}
