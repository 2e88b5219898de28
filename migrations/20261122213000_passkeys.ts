import type { Knex } from 'knex'

/**
 * Passkeys of staff: public keys with the counter that was last seen. And challenges: what was drawn for one answer, kept as
 * a hash until it is answered or some minutes are over.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('staff_passkeys', (table) => {
    table.increments('id')
    table.integer('staff_id').notNullable().references('id').inTable('staff').index()
    table.text('name').notNullable()
    table.text('credential_id').notNullable().unique()
    table.text('public_key').notNullable()
    // 32 bits without a sign (WebAuthn 6.1): more than an integer of PostgreSQL.
    table.bigInteger('counter').notNullable()
    table.text('transports').notNullable()
    table.text('made_at').notNullable()
    table.text('last_used_at')
  })
  await knex.schema.createTable('staff_challenges', (table) => {
    table.text('challenge_hash').primary()
    table.text('purpose').notNullable()
    table.text('held').notNullable()
    table.text('expires_at').notNullable().index()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('staff_challenges')
  await knex.schema.dropTable('staff_passkeys')
}
