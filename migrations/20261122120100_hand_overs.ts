import type { Knex } from 'knex'

/**
 * Who signed at the door and how; and what is told before a date: a reminder of a deadline is a row from the moment the
 * deadline runs, so that it is told once however often somebody looks.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('pickup_attempts', (table) => {
    table.text('signed_by')
    table.text('signature')
  })
  await knex.schema.alterTable('pickups', (table) => {
    // The day of which its participant was reminded.
    table.text('reminded_of')
  })
  await knex.schema.createTable('clock_reminders', (table) => {
    table.increments('id')
    table.integer('claim_id').notNullable().references('id').inTable('claims')
    table.text('clock').notNullable()
    table.text('due_on').notNullable()
    table.text('remind_on').notNullable()
    table.text('state').notNullable().checkIn(['waiting', 'told', 'needless'])
    table.unique(['claim_id', 'clock', 'due_on', 'remind_on'])
    table.index(['state', 'remind_on'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('clock_reminders')
  await knex.schema.alterTable('pickups', (table) => {
    table.dropColumn('reminded_of')
  })
  await knex.schema.alterTable('pickup_attempts', (table) => {
    table.dropColumns('signed_by', 'signature')
  })
}
