import type { Knex } from 'knex'

/** Six-digit codes that were mailed to participants, and the sessions that they opened. Both kept as hashes only. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('participant_codes', (table) => {
    table.increments('id')
    table.text('claim_reference').notNullable().index()
    table.text('code_hash').notNullable()
    table.integer('tries').notNullable()
    table.text('made_at').notNullable()
    table.text('expires_at').notNullable().index()
    table.text('used_at')
  })
  await knex.schema.createTable('participant_sessions', (table) => {
    table.text('token_hash').primary()
    table.text('claim_reference').notNullable().index()
    table.text('created_at').notNullable()
    table.text('last_seen_at').notNullable()
    table.text('expires_at').notNullable().index()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('participant_sessions')
  await knex.schema.dropTable('participant_codes')
}
