import type { Knex } from 'knex'

/** Somebody asked the participant by another way whether a change of account was its own (P2). Added to, never changed. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('account_confirmations', (table) => {
    table.increments('id')
    table.integer('account_id').notNullable().references('bank_accounts.id').index()
    table.text('reason').notNullable()
    table.text('confirmed_by').notNullable()
    table.text('confirmed_at').notNullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('account_confirmations')
}
