import type { Knex } from 'knex'

/** Payments that somebody stopped, why, and who let them go again (R30, A5). Lifting is a second act, not a deletion. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('payment_holds', (table) => {
    table.increments('id')
    table.text('claim_reference').notNullable().references('reference').inTable('claims')
    table.text('kind').notNullable().checkIn(['suspicion', 'dispute'])
    table.text('reason').notNullable()
    table.text('held_by').notNullable()
    table.text('held_at').notNullable()
    table.text('lifted_by')
    table.text('lifted_at')
    table.text('lifted_reason')
    table.check('lifted_by IS NULL OR lifted_by <> held_by', [], 'payment_holds_two_people')
    table.check(
      '(lifted_by IS NULL) = (lifted_at IS NULL) AND (lifted_by IS NULL) = (lifted_reason IS NULL)',
      [],
      'payment_holds_lifted_whole',
    )
  })
  await knex.raw(
    `CREATE UNIQUE INDEX payment_holds_one_open ON payment_holds (claim_reference, kind) WHERE lifted_by IS NULL`,
  )
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('payment_holds')
}
