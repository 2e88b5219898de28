import type { Knex } from 'knex'

/** The hash before the last one, so that one statement can move the head on and append what it was moved by. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('journal_head', (table) => {
    table.text('previous').notNullable().defaultTo('')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('journal_head', (table) => {
    table.dropColumn('previous')
  })
}
