import type { Knex } from 'knex'

/** What banks answered: each file once, each movement once, and what waits for a person. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('bank_files', (table) => {
    table.text('sha256').primary()
    table.text('message').notNullable()
    table.text('message_id').notNullable()
    table.text('taken_by').notNullable()
    table.text('taken_at').notNullable()
  })
  await knex.schema.createTable('bank_bookings', (table) => {
    // Hash of the movement's facts: a notification and a statement tell of the same one.
    table.text('key').primary()
    table.text('bank_file').notNullable().references('bank_files.sha256')
    table.bigInteger('amount_minor').notNullable()
    table.text('currency').notNullable()
    table.text('booked_on').notNullable()
    table.text('reference').notNullable()
    table.text('remittance').notNullable()
    // Null when it was matched; a movement with a question lies in suspense (B4).
    table.text('question')
    table.index(['question', 'booked_on'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('bank_bookings')
  await knex.schema.dropTable('bank_files')
}
