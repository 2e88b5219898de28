import type { Knex } from 'knex'

/** Applications that somebody began: the form as it was typed, until it is sent in or forgotten. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('drafts', (table) => {
    table.text('id').primary()
    table.text('programme_id').notNullable()
    table.text('fields').notNullable()
    table.text('evidence').notNullable()
    table.text('saved_at').notNullable().index()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('drafts')
}
