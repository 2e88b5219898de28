import type { Knex } from 'knex'

/** What waits at the centre is found among a million units without reading them all: the bench's list asks each time. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('units', (table) => {
    table.index(['custody', 'audit'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('units', (table) => {
    table.dropIndex(['custody', 'audit'])
  })
}
