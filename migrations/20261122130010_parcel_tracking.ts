import type { Knex } from 'knex'

/** Where carriers say that a parcel is. `reached` holds for each kind of event the first and last time that it is said of. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('parcel_tracking', (table) => {
    table.integer('parcel_id').primary().references('id').inTable('parcels')
    table.text('connection').notNullable()
    table.text('reached').notNullable()
    // What follows from `reached`, for lists.
    table.text('state').notNullable()
    table.text('since').notNullable()
    table.text('heard_at').notNullable()
    table.index(['state', 'since'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('parcel_tracking')
}
