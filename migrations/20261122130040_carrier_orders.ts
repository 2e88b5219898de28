import type { Knex } from 'knex'

/**
 * The outbox: what is asked of a carrier, written in the transaction of its cause. `key` is our own name for it, given
 * to the carrier with the order, so that one whose answer was lost can be looked up instead of repeated.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('carrier_orders', (table) => {
    table.increments('id')
    table.text('connection').notNullable()
    table.text('kind').notNullable().checkIn(['parcel', 'pickup'])
    table.text('key').notNullable().unique()
    table.integer('shipment_id').notNullable().references('id').inTable('shipments')
    table.integer('parcel_id').references('id').inTable('parcels')
    table.integer('pickup_id').references('id').inTable('pickups')
    table
      .text('state')
      .notNullable()
      .checkIn(['waiting', 'sending', 'placed', 'refused', 'calling-off', 'called-off'])
    table.text('carrier_reference')
    table.text('tracking_number')
    table.integer('label_document').references('id').inTable('documents')
    table.integer('manifest_id').references('id').inTable('carrier_manifests')
    // Stable codes of the carrier's refusal; never its sentences, which may quote addresses.
    table.text('reason')
    table.text('ordered_at').notNullable()
    table.text('sent_at')
    table.text('settled_at')
    table.index(['connection', 'state', 'id'])
    table.index(['tracking_number'])
    table.index(['shipment_id'])
    table.index(['parcel_id'])
    table.index(['pickup_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('carrier_orders')
}
