import type { Knex } from 'knex'

/** What participants owe to us: what was paid too much, and what they are charged (R39, R41, R47). Two people write off. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('recoveries', (table) => {
    table.text('number').primary()
    // What it came from: one case for each credit note, movement or charge invoice.
    table.text('origin').notNullable().unique()
    table.text('claim_reference').notNullable().references('reference').inTable('claims').index()
    table.text('cause').notNullable().checkIn(['credited', 'overpaid', 'charge'])
    table.bigInteger('amount_minor').notNullable()
    table.text('currency').notNullable()
    table.text('units').notNullable()
    table.text('notified_at').notNullable()
    table.text('due_on').notNullable()
    table.text('reminded_on')
    table.text('state').notNullable().checkIn(['open', 'repaid', 'written-off'])
    table.text('write_off_reason')
    table.text('write_off_by')
    table.text('written_off_by')
    table.text('set_off_by')
    table.text('set_off_at')
    table.text('set_off_words')
    table.check('amount_minor > 0', [], 'recoveries_positive')
    table.check(
      'written_off_by IS NULL OR (write_off_by IS NOT NULL AND written_off_by <> write_off_by)',
      [],
      'recoveries_two_people',
    )
    table.check(
      "(state = 'written-off') = (written_off_by IS NOT NULL)",
      [],
      'recoveries_written_off_by_somebody',
    )
    table.index(['state', 'due_on'])
  })
  await knex.schema.createTable('repayments', (table) => {
    table.increments('id')
    table.text('recovery').notNullable().references('number').inTable('recoveries').index()
    // A movement on our account, or a debt that it was set off against: each counts once.
    table.text('source').notNullable().unique()
    table.bigInteger('amount_minor').notNullable()
    table.text('told_at').notNullable()
  })
  await knex.schema.createTable('charge_invoices', (table) => {
    table.text('number').primary()
    table.text('claim_reference').notNullable().references('reference').inTable('claims').index()
    table.text('issued_on').notNullable()
    table.text('pay_by').notNullable()
    table.text('currency').notNullable()
    table.bigInteger('net_minor').notNullable()
    table.bigInteger('vat_minor').notNullable()
    table.integer('document_id').notNullable().references('id').inTable('documents')
  })
  await allowTargets(knex, [...before, 'repayment', 'overpaid-payment'])
}

export async function down(knex: Knex): Promise<void> {
  await allowTargets(knex, before)
  for (const table of ['charge_invoices', 'repayments', 'recoveries']) await knex.schema.dropTable(table)
}

const before = ['charges', 'returned-payment']

/** What a movement in suspense may turn out to be; all but the bank's own charges name what they are about. */
async function allowTargets(knex: Knex, targets: readonly string[]): Promise<void> {
  if (knex.client.dialect !== 'sqlite3') {
    const list = targets.map((target) => `'${target}'`).join(', ')
    await knex.raw(
      `ALTER TABLE suspense_matches DROP CONSTRAINT suspense_matches_target_check,
       DROP CONSTRAINT suspense_matches_name_payment,
       ADD CONSTRAINT suspense_matches_target_check CHECK (target IN (${list})),
       ADD CONSTRAINT suspense_matches_name_payment CHECK ((target = 'charges') = (payment IS NULL))`,
    )
    return
  }
  await knex.raw('ALTER TABLE suspense_matches RENAME TO suspense_matches_before')
  await knex.schema.createTable('suspense_matches', (table) => {
    table.text('booking_key').primary().references('bank_bookings.key')
    table
      .text('target')
      .notNullable()
      .checkIn([...targets])
    table.text('payment')
    table.text('reason').notNullable()
    table.text('proposed_by').notNullable()
    table.text('proposed_at').notNullable()
    table.text('confirmed_by')
    table.text('confirmed_at')
    table.check('confirmed_by IS NULL OR confirmed_by <> proposed_by', [], 'suspense_matches_two_people')
    table.check("(target = 'charges') = (payment IS NULL)", [], 'suspense_matches_name_payment')
  })
  await knex.raw('INSERT INTO suspense_matches SELECT * FROM suspense_matches_before')
  await knex.raw('DROP TABLE suspense_matches_before')
}
