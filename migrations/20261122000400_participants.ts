import type { Knex } from 'knex'

/** Companies that take part: one row a company, found by its key over all claims (R15). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('participants', (table) => {
    table.increments('id')
    table.text('key').notNullable().unique()
    table.text('name').notNullable()
    table.text('street').notNullable()
    table.text('postcode').notNullable()
    table.text('city').notNullable()
    table.text('country').notNullable()
    table.text('contact_name').notNullable()
    table.text('email').notNullable()
    table.text('phone')
    table.text('vat_status').notNullable().checkIn(['registered', 'exempt', 'not-registered'])
    table.text('vat_id')
    table.text('registration_number')
    table.text('seen_at').notNullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('participants')
}
