import type { Knex } from 'knex'

/** How units travel to the centre: parcels with their numbers, and pick-ups for what is too heavy to post. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('shipments', (table) => {
    table.increments('id')
    table.text('claim_reference').notNullable().references('reference').inTable('claims')
    table.text('way').notNullable()
    table.integer('weight_grams').notNullable()
    table.text('ship_by').notNullable()
    table.integer('revision').notNullable()
    table.integer('label_document').references('id').inTable('documents')
    table.text('opened_at').notNullable()
    table.index(['claim_reference'])
  })
  await knex.schema.createTable('parcels', (table) => {
    table.increments('id')
    table.integer('shipment_id').notNullable().references('id').inTable('shipments')
    table.integer('no').notNullable()
    table.text('sscc').notNullable().unique()
    table.text('units').notNullable()
    table.text('state').notNullable()
    table.text('received_at')
    table.text('received_by')
    table.text('condition')
    table.integer('weight_grams')
    table.text('replaced_by').references('sscc').inTable('parcels')
    table.index(['shipment_id', 'no'])
  })
  await knex.schema.createTable('pickups', (table) => {
    table.increments('id')
    table.integer('shipment_id').notNullable().references('id').inTable('shipments')
    table.text('state').notNullable()
    table.text('on_date').notNullable()
    table.text('window_from').notNullable()
    table.text('window_to').notNullable()
    table.integer('sequence').notNullable()
    table.integer('invitation_document').references('id').inTable('documents')
    table.text('requested_at').notNullable()
    table.index(['state', 'on_date'])
  })
  await knex.schema.createTable('pickup_attempts', (table) => {
    table.increments('id')
    table.integer('pickup_id').notNullable().references('id').inTable('pickups')
    table.text('outcome').notNullable()
    table.text('fault').notNullable()
    table.text('at').notNullable()
    table.text('by').notNullable()
    table.text('note')
  })
  // Every scan is kept, also those that found nothing.
  await knex.schema.createTable('scans', (table) => {
    table.increments('id')
    table.text('at').notNullable()
    table.text('by').notNullable()
    table.text('scanned').notNullable()
    table.text('verdict').notNullable()
    table.text('claim_reference')
    table.index(['by', 'id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['scans', 'pickup_attempts', 'pickups', 'parcels', 'shipments'])
    await knex.schema.dropTable(table)
}
