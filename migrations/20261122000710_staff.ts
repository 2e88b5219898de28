import type { Knex } from 'knex'

/** Staff accounts, where they are signed in, and failed tries to sign in. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('staff', (table) => {
    table.increments('id')
    table.text('email').notNullable().unique()
    table.text('name').notNullable()
    table.text('roles').notNullable()
    table.text('password_hash').notNullable()
    table.text('created_at').notNullable()
    table.text('closed_at')
  })
  await knex.schema.createTable('staff_sessions', (table) => {
    table.text('token_hash').primary()
    table.integer('staff_id').notNullable().references('id').inTable('staff').index()
    table.text('created_at').notNullable()
    table.text('last_seen_at').notNullable()
    table.text('expires_at').notNullable().index()
  })
  await knex.schema.createTable('sign_in_failures', (table) => {
    table.text('subject').primary()
    table.integer('failures').notNullable()
    table.text('last_at').notNullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('sign_in_failures')
  await knex.schema.dropTable('staff_sessions')
  await knex.schema.dropTable('staff')
}
