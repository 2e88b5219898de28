import type { Knex } from 'knex'

/**
 * Webhooks: who is told, what they are told, and each try. A message is written with the journal entry that it tells of,
 * once for each endpoint; its id goes with every try, so that a receiver knows it again.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('webhook_endpoints', (table) => {
    table.increments('id')
    table.text('url').notNullable()
    table.text('kinds').notNullable()
    table.text('secret_sealed').notNullable()
    table.text('former_secret_sealed')
    table.text('former_until')
    table.integer('made_by').notNullable().references('id').inTable('staff')
    table.text('made_at').notNullable()
    table.text('ended_at')
  })
  await knex.schema.createTable('webhook_messages', (table) => {
    table.text('id').primary()
    table.integer('endpoint_id').notNullable().references('id').inTable('webhook_endpoints')
    table.bigInteger('entry_no').notNullable().references('no').inTable('journal')
    table.text('kind').notNullable()
    table.text('body').notNullable()
    table.text('state').notNullable()
    table.text('created_at').notNullable()
    table.text('settled_at')
    table.unique(['endpoint_id', 'entry_no'])
    table.index(['endpoint_id', 'created_at'])
    table.index(['endpoint_id', 'state'])
  })
  await knex.schema.createTable('webhook_tries', (table) => {
    table.increments('id')
    table.text('message_id').notNullable().references('id').inTable('webhook_messages')
    table.text('at').notNullable()
    table.integer('status')
    table.text('failure')
    table.integer('took_ms').notNullable()
    table.index(['message_id', 'id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('webhook_tries')
  await knex.schema.dropTable('webhook_messages')
  await knex.schema.dropTable('webhook_endpoints')
}
