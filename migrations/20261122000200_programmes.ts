import type { Knex } from 'knex'

/** Editions of programmes by content hash (R98), and which of them new applications are made under. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('programme_versions', (table) => {
    table.text('hash').primary()
    table.text('programme_id').notNullable().index()
    table.text('edition').notNullable()
    table.text('source').notNullable()
    table.text('loaded_at').notNullable()
  })
  await knex.schema.createTable('programmes', (table) => {
    table.text('id').primary()
    table.text('current_hash').notNullable().references('hash').inTable('programme_versions')
    table.text('loaded_at').notNullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('programmes')
  await knex.schema.dropTable('programme_versions')
}
