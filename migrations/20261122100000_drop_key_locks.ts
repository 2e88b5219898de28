import type { Knex } from 'knex'

/** The locks of keys are PostgreSQL's own (decision 9): they need no rows, of which six came with every claim. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.dropTable('key_locks')
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.createTable('key_locks', (table) => {
    table.text('key').primary()
    table.bigInteger('taken').notNullable()
  })
}
