import type { Knex } from 'knex'

/** What people wrote to a journal entry in their own words: kept apart, so that it can be erased and the chain stays whole. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('entry_notes', (table) => {
    table.bigInteger('entry').primary().references('no').inTable('journal')
    table.text('claim').notNullable()
    table.text('note').notNullable()
    table.index(['claim'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('entry_notes')
}
