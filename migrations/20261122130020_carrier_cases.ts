import type { Knex } from 'knex'

/** What a carrier has to answer for: one case for each parcel and kind of mishap, with the day by which it must be settled. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('carrier_cases', (table) => {
    table.increments('id')
    table.integer('parcel_id').notNullable().references('id').inTable('parcels')
    table.text('kind').notNullable().checkIn(['lost', 'damaged', 'returned'])
    table.text('state').notNullable().checkIn(['open', 'escalated', 'closed'])
    table.text('opened_on').notNullable()
    table.text('due_on').notNullable()
    table.text('escalated_at')
    table.text('outcome')
    table.text('note')
    table.text('closed_by')
    table.text('closed_at')
    table.unique(['parcel_id', 'kind'])
    table.index(['state', 'due_on'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('carrier_cases')
}
