import type { Knex } from 'knex'

/**
 * Where carriers start from, which postcodes they reach, and how many visits a zone takes on a day. A zone's day counts
 * what was booked on it, so that two bookings of its last place are decided by one row.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('depots', (table) => {
    table.text('id').primary()
    table.text('name').notNullable()
    table.text('country').notNullable()
    table.text('address').notNullable()
  })
  await knex.schema.createTable('pickup_zones', (table) => {
    table.text('id').primary()
    table.text('depot_id').notNullable().references('id').inTable('depots')
    table.text('name').notNullable()
    table.integer('visits_per_day').notNullable()
    table.check('visits_per_day > 0', [], 'pickup_zones_some_visits')
  })
  await knex.schema.createTable('zone_postcodes', (table) => {
    table.increments('id')
    table.text('zone_id').notNullable().references('id').inTable('pickup_zones').index()
    table.text('from_postcode').notNullable()
    table.text('to_postcode').notNullable()
  })
  await knex.schema.createTable('zone_days', (table) => {
    table.text('zone_id').notNullable().references('id').inTable('pickup_zones')
    table.text('on_date').notNullable()
    table.integer('booked').notNullable()
    // What this one day takes; empty: as many as the zone takes on every day.
    table.integer('visits')
    table.text('reason')
    table.text('set_by')
    table.primary(['zone_id', 'on_date'])
    table.check('booked >= 0', [], 'zone_days_counted')
  })
  // Spelled out, because Knex would build the whole table anew on SQLite to add a column that refers to another.
  await knex.raw('ALTER TABLE pickups ADD COLUMN zone_id text REFERENCES pickup_zones(id)')
  await knex.schema.alterTable('pickups', (table) => {
    table.text('contact_name')
    table.text('contact_phone')
    table.text('access_notes')
    table.integer('parcels')
    table.text('hazards')
    table.text('confirmed_at')
    table.index(['shipment_id'])
    table.index(['zone_id', 'on_date'])
  })
  await knex.schema.alterTable('pickup_attempts', (table) => {
    table.text('on_date')
    table.integer('cost_minor')
    table.text('evidence')
    table.text('parcels')
    table.index(['pickup_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('pickup_attempts', (table) => {
    table.dropIndex(['pickup_id'])
    table.dropColumns('on_date', 'cost_minor', 'evidence', 'parcels')
  })
  await knex.schema.alterTable('pickups', (table) => {
    table.dropIndex(['zone_id', 'on_date'])
    table.dropIndex(['shipment_id'])
  })
  for (const column of [
    'confirmed_at',
    'hazards',
    'parcels',
    'access_notes',
    'contact_phone',
    'contact_name',
    'zone_id',
  ])
    await knex.raw('ALTER TABLE pickups DROP COLUMN ??', [column])
  for (const table of ['zone_days', 'zone_postcodes', 'pickup_zones', 'depots'])
    await knex.schema.dropTable(table)
}
