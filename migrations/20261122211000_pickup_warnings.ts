import type { Knex } from 'knex'

/** Of whose days customer service was told that they run short: once for each claim and last day to hand over (R22). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('pickup_warnings', (table) => {
    table.integer('claim_id').notNullable().references('id').inTable('claims')
    // Empty where no deadline runs.
    table.text('last_day').notNullable()
    table.text('why').notNullable().checkIn(['remote-area', 'no-slot-left', 'few-days'])
    table.text('warned_at').notNullable()
    table.primary(['claim_id', 'last_day'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('pickup_warnings')
}
