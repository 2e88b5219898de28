import type { Knex } from 'knex'

/** The first answer to each request that carried an Idempotency-Key; written with its effect. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('idempotency_keys', (table) => {
    table.text('actor').notNullable()
    table.text('key').notNullable()
    table.text('fingerprint').notNullable()
    table.integer('status')
    table.text('body')
    table.text('created_at').notNullable().index()
    table.primary(['actor', 'key'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('idempotency_keys')
}
