import type { Knex } from 'knex'

/** R50: what staff found in the partner network, by hash of the partner's key: whether it is enrolled, who looked and when. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('enrolments', (table) => {
    table.text('key').primary()
    table.text('enrolled').notNullable().checkIn(['yes', 'no'])
    table.text('checked_by').notNullable()
    table.text('checked_at').notNullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('enrolments')
}
