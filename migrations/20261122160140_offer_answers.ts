import type { Knex } from 'knex'

/** What a participant answered to which offer, bound to its text, with time and origin. Never edited. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('offer_answers', (table) => {
    table.increments('id')
    table.integer('unit_id').notNullable().references('id').inTable('units')
    table.integer('offer_no').notNullable()
    table.text('answer').notNullable().checkIn(['accept', 'decline', 'dispute'])
    table.text('text_sha256').notNullable()
    table.text('answered_by').notNullable()
    table.text('answered_from').notNullable()
    table.text('answered_at').notNullable()
    table.index(['unit_id', 'offer_no'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('offer_answers')
}
