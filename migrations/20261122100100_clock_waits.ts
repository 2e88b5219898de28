import type { Knex } from 'knex'

/** Waits that pause clocks (R45, R92), days that staff granted (R23), and clocks that could not lapse. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('clocks', (table) => {
    // The day on which the pause began that still lasts.
    table.text('paused_on')
    // The day on which its breach was tried in vain; it is tried again on the next.
    table.text('failed_on')
  })
  await knex.schema.createTable('clock_waits', (table) => {
    table.increments('id')
    table.integer('claim_id').notNullable().references('id').inTable('claims')
    table.text('reason').notNullable()
    table.text('began_at').notNullable()
    table.text('ended_at')
    table.index(['claim_id'])
  })
  await knex.schema.createTable('clock_extensions', (table) => {
    table.increments('id')
    table.integer('clock_id').notNullable().references('id').inTable('clocks')
    table.integer('days').notNullable()
    table.text('reason').notNullable()
    table.text('granted_by').notNullable()
    table.text('granted_at').notNullable()
    table.index(['clock_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('clock_extensions')
  await knex.schema.dropTable('clock_waits')
  await knex.schema.alterTable('clocks', (table) => {
    table.dropColumn('paused_on')
    table.dropColumn('failed_on')
  })
}
