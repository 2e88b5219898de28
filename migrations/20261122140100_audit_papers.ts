import type { Knex } from 'knex'

/** What goes beside an audit: photos from a telephone, reports of erasure, reminders of offers that wait. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('photo_links', (table) => {
    // Hash of the word in the link: who reads the table cannot use it.
    table.text('token_sha256').primary()
    table.text('claim_reference').notNullable()
    table.integer('unit').notNullable()
    table.integer('staff_id').notNullable().references('id').inTable('staff')
    table.text('expires_at').notNullable()
    table.text('used_at')
    table.index(['claim_reference', 'unit', 'staff_id'])
  })
  await knex.schema.createTable('photo_link_files', (table) => {
    table.text('token_sha256').notNullable().references('token_sha256').inTable('photo_links')
    table.text('file_id').notNullable().references('id').inTable('evidence_files').onDelete('CASCADE')
    table.primary(['token_sha256', 'file_id'])
  })
  await knex.schema.createTable('erasure_reports', (table) => {
    table.increments('id')
    table.integer('unit_id').notNullable().references('id').inTable('units')
    table.text('taken_by').notNullable()
    table.text('taken_at').notNullable()
    table.text('name').notNullable()
    table.text('sha256').notNullable()
    table.text('content').notNullable()
    table.text('tool').notNullable()
    table.text('serials').notNullable()
    table.text('method').notNullable()
    table.text('result').notNullable()
    table.text('finished_at').notNullable()
    // serial-matches | serial-differs | no-serial
    table.text('match').notNullable()
    table.unique(['unit_id', 'sha256'])
  })
  await knex.schema.createTable('offer_reminders', (table) => {
    table.integer('unit_id').notNullable().references('id').inTable('units')
    table.integer('offer_no').notNullable()
    table.integer('days').notNullable()
    table.text('reminded_at').notNullable()
    table.primary(['unit_id', 'offer_no', 'days'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('offer_reminders')
  await knex.schema.dropTable('erasure_reports')
  await knex.schema.dropTable('photo_link_files')
  await knex.schema.dropTable('photo_links')
}
