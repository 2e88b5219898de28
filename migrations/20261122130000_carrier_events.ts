import type { Knex } from 'knex'

/**
 * The inbox: every event that a carrier told, once, whether or not anybody knows its parcel. What was told of a time
 * that has not come waits until then.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('carrier_events', (table) => {
    table.increments('id')
    table.text('connection').notNullable()
    table.text('event_id').notNullable()
    // The number as the carrier knows the parcel: ours (SSCC) or its own.
    table.text('number').notNullable()
    table.text('kind').notNullable()
    table.text('code')
    table.text('place')
    table.text('occurred_at').notNullable()
    table.text('received_at').notNullable()
    table.text('due_at').notNullable()
    table.text('state').notNullable().checkIn(['waiting', 'applied', 'unknown-parcel', 'failed'])
    table.integer('parcel_id').references('id').inTable('parcels')
    table.unique(['connection', 'event_id'])
    table.index(['state', 'due_at', 'id'])
    table.index(['number'])
    table.index(['parcel_id', 'occurred_at'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('carrier_events')
}
