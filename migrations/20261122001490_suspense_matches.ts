import type { Knex } from 'knex'

/** What a movement without an explanation was, said by one person and confirmed by another (B4). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('suspense_matches', (table) => {
    table.text('booking_key').primary().references('bank_bookings.key')
    table.text('target').notNullable().checkIn(['charges', 'returned-payment'])
    // EndToEndId of the payment that came back.
    table.text('payment')
    table.text('reason').notNullable()
    table.text('proposed_by').notNullable()
    table.text('proposed_at').notNullable()
    table.text('confirmed_by')
    table.text('confirmed_at')
    table.check('confirmed_by IS NULL OR confirmed_by <> proposed_by', [], 'suspense_matches_two_people')
    table.check("(target = 'returned-payment') = (payment IS NOT NULL)", [], 'suspense_matches_name_payment')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('suspense_matches')
}
