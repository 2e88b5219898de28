import type { Knex } from 'knex'

/** Payments that did not arrive: rejected by the bank or sent back, with the account that they were meant for (B3). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('payment_returns', (table) => {
    table.integer('payment_id').primary().references('payments.id')
    table.integer('account_id').notNullable().references('bank_accounts.id').index()
    table.text('code').notNullable()
    // Whose side it lay on (R94): only an account at fault has to be given anew.
    table.text('side').notNullable().checkIn(['account', 'payer'])
    table.text('told_at').notNullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('payment_returns')
}
