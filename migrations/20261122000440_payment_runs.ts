import type { Knex } from 'knex'

/** Runs of payments. Four eyes are a constraint: no code, and no hand on the database, approves its own run (P3). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('payment_runs', (table) => {
    table.increments('id')
    table.text('name').notNullable().unique()
    table
      .text('state')
      .notNullable()
      .checkIn(['created', 'approved', 'exported', 'executed', 'cancelled'])
      .index()
    table.text('currency').notNullable()
    table.text('execute_on').notNullable()
    table.text('debtor').notNullable()
    table.text('created_by').notNullable()
    table.text('created_at').notNullable()
    table.text('approved_by')
    table.text('approved_at')
    table.text('exported_at')
    table.text('exported_sha256')
    table.text('executed_on')
    table.check('approved_by <> created_by', [], 'payment_runs_four_eyes')
    table.check(
      "state IN ('created', 'cancelled') OR (approved_by IS NOT NULL AND approved_at IS NOT NULL)",
      [],
      'payment_runs_approved_first',
    )
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('payment_runs')
}
