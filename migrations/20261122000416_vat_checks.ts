import type { Knex } from 'knex'

/** What was learned of a VAT number, from whom and when: evidence behind a treatment of VAT, never edited. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('vat_checks', (table) => {
    table.increments('id')
    table.text('vat_id').notNullable().index()
    table.text('answer').notNullable().checkIn(['valid', 'pending', 'invalid'])
    table.text('source').notNullable().checkIn(['person', 'vies'])
    table.text('checked_by').notNullable()
    table.text('checked_at').notNullable()
    table.text('evidence').notNullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('vat_checks')
}
