import type { Knex } from 'knex'

/** Keys of programs: kept as hashes, each with the moves that it may make, never more than its maker's roles allow. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('api_keys', (table) => {
    table.increments('id')
    table.text('name').notNullable()
    table.text('key_hash').notNullable().unique()
    table.text('moves').notNullable()
    table.integer('made_by').notNullable().references('id').inTable('staff')
    table.text('made_at').notNullable()
    table.text('expires_at').notNullable()
    table.text('last_used_at')
    table.text('ended_at')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('api_keys')
}
