import type { Knex } from 'knex'

/** When a seller was last reminded of a proposal that waits: silence is not acceptance, so it is asked again (A3). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('proposals', (table) => {
    table.text('reminded_at')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('proposals', (table) => {
    table.dropColumn('reminded_at')
  })
}
