import type { Knex } from 'knex'

/** Who is barred from all programmes, and why (R30). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('blocks', (table) => {
    table.text('key').primary()
    table.text('reason').notNullable()
    table.text('blocked_by').notNullable()
    table.text('blocked_at').notNullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('blocks')
}
