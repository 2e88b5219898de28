import type { Knex } from 'knex'

/** What waits is counted on every desk's first page: each queue has the few rows that wait in an index of their own. */
const queues = [
  ['units_disputed', "units (claim_id) WHERE offer = 'disputed'"],
  ['labels_unprinted', "labels (issued_at) WHERE state = 'issued'"],
  ['holds_open', 'payment_holds (held_at) WHERE lifted_by IS NULL'],
  ['movements_open', 'bank_bookings (booked_on) WHERE question IS NOT NULL'],
  ['charges_open', 'charges (charged_at) WHERE invoice IS NULL AND waived_by IS NULL'],
  ['jobs_dead', "jobs (due_at) WHERE state = 'dead'"],
  ['mails_failed', "mails (created_at) WHERE state = 'failed'"],
  ['payments_back', "payments (payable) WHERE state IN ('rejected', 'returned')"],
  ['shipments_fetched', "shipments (claim_reference) WHERE way = 'pick-up'"],
] as const

export async function up(knex: Knex): Promise<void> {
  for (const [name, rows] of queues) await knex.raw(`CREATE INDEX queue_${name} ON ${rows}`)
}

export async function down(knex: Knex): Promise<void> {
  for (const [name] of queues) await knex.raw(`DROP INDEX queue_${name}`)
}
