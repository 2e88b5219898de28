import type { Knex } from 'knex'

/**
 * What was erased, when and by whom; `files` lists what has still to leave the disk. And what somebody agreed to or took
 * back: each answer is a row, the last one counts.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('erasures', (table) => {
    table.increments('id')
    table.integer('participant_id').notNullable().references('participants.id').index()
    table.text('erased_by').notNullable()
    table.text('erased_at').notNullable()
    table.text('files').notNullable()
    table.text('finished_at')
  })
  await knex.schema.createTable('consents', (table) => {
    table.increments('id')
    table.text('claim_reference').notNullable().references('reference').inTable('claims').index()
    table.text('kind').notNullable().checkIn(['terms', 'declaration', 'self-billing', 'marketing'])
    table.text('name').notNullable()
    table.text('version').notNullable()
    table.text('answer').notNullable().checkIn(['given', 'withdrawn'])
    table.text('answered_by').notNullable()
    table.text('answered_at').notNullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('consents')
  await knex.schema.dropTable('erasures')
}
