import type { Knex } from 'knex'

/**
 * Second factors of staff: the secret of an app that shows codes (sealed), and codes for the day it is lost (hashed). A
 * session says how far signing in has come, and when its holder last proved to be there.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('staff_totp', (table) => {
    table.integer('staff_id').primary().references('id').inTable('staff')
    table.text('secret_sealed').notNullable()
    table.text('made_at').notNullable()
    table.text('confirmed_at')
    // The time step of the last code that was taken: none counts twice.
    table.integer('last_step').notNullable()
  })
  await knex.schema.createTable('staff_recovery_codes', (table) => {
    table.increments('id')
    table.integer('staff_id').notNullable().references('id').inTable('staff').index()
    table.text('code_hash').notNullable()
    table.text('made_at').notNullable()
    table.text('used_at')
  })
  await knex.schema.alterTable('staff_sessions', (table) => {
    table.text('stage').notNullable().defaultTo('open')
    table.text('proven_at')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('staff_sessions', (table) => {
    table.dropColumns('stage', 'proven_at')
  })
  await knex.schema.dropTable('staff_recovery_codes')
  await knex.schema.dropTable('staff_totp')
}
