import type { Knex } from 'knex'

/** The journal's end of each day, signed: who keeps one of these elsewhere knows of every change before it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('journal_heads', (table) => {
    table.text('day').primary()
    table.integer('no').notNullable()
    table.text('hash').notNullable()
    table.text('key').notNullable()
    table.text('signature').notNullable()
  })
  await knex.schema.alterTable('documents', (table) => table.index(['sha256']))
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('documents', (table) => table.dropIndex(['sha256']))
  await knex.schema.dropTable('journal_heads')
}
