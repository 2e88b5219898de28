import type { Knex } from 'knex'

/** One attempt to pay one thing that is owed. Of all attempts only one may be alive (P4). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('payments', (table) => {
    table.increments('id')
    table.integer('run_id').notNullable().references('payment_runs.id').index()
    table.text('payable').notNullable()
    table.text('claim_reference').notNullable().index()
    table.integer('attempt').notNullable()
    table.text('end_to_end_id').notNullable().unique()
    table.bigInteger('amount_minor').notNullable()
    table.text('currency').notNullable()
    table.integer('account_id').notNullable().references('bank_accounts.id')
    table
      .text('state')
      .notNullable()
      .checkIn(['planned', 'sent', 'accepted', 'executed', 'removed', 'rejected', 'returned'])
    table.text('reason')
    table.text('booked_on')
    table.unique(['payable', 'attempt'])
    table.check('amount_minor > 0', [], 'payments_positive')
  })
  await knex.raw(
    `CREATE UNIQUE INDEX payments_one_alive ON payments (payable)
     WHERE state IN ('planned', 'sent', 'accepted', 'executed')`,
  )
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('payments')
}
