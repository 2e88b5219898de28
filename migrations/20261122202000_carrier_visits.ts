import type { Knex } from 'knex'

/**
 * What a carrier tells of a visit in vain (R38, R39): why nothing was taken and what it asks for coming, with the event;
 * and with the visit that follows from it, the event as its evidence. One event is one visit at most.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('carrier_events', (table) => {
    table.text('visit_outcome')
    // In minor units of the currency beside it.
    table.integer('visit_cost_minor')
    table.text('visit_currency')
  })
  // Spelled out, because Knex would build the whole table anew on SQLite to add a column that refers to another.
  await knex.raw(
    'ALTER TABLE pickup_attempts ADD COLUMN carrier_event_id integer REFERENCES carrier_events(id)',
  )
  await knex.schema.alterTable('pickup_attempts', (table) => {
    table.unique(['carrier_event_id'], { indexName: 'pickup_attempts_carrier_event' })
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('pickup_attempts', (table) => {
    table.dropUnique(['carrier_event_id'], 'pickup_attempts_carrier_event')
  })
  await knex.raw('ALTER TABLE pickup_attempts DROP COLUMN carrier_event_id')
  for (const column of ['visit_currency', 'visit_cost_minor', 'visit_outcome'])
    await knex.raw('ALTER TABLE carrier_events DROP COLUMN ??', [column])
}
