import type { Knex } from 'knex'

/** How many claims run under each edition of a programme is counted from an index alone, however many there are (R98). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('claims', (table) => {
    table.index(['programme_version', 'state'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('claims', (table) => {
    table.dropIndex(['programme_version', 'state'])
  })
}
