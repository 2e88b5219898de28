import type { Knex } from 'knex'

/** When an account was last signed in to: sessions go when they end, and an account that nobody uses is to be closed. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('staff', (table) => {
    table.text('signed_in_at')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('staff', (table) => {
    table.dropColumn('signed_in_at')
  })
}
