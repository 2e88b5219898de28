import type { Knex } from 'knex'

/**
 * One data key a participant, wrapped by the key of the house that is named beside it; destroyed, its row stays. An
 * account's holder and number move into `sealed`; the old columns are emptied at the next start and stay empty.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('data_keys', (table) => {
    table.integer('participant_id').primary().references('participants.id')
    table.text('wrapped')
    table.text('house_key').notNullable().index()
    table.text('made_at').notNullable()
    table.text('destroyed_at')
  })
  await knex.schema.alterTable('bank_accounts', (table) => {
    table.text('sealed')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('bank_accounts', (table) => {
    table.dropColumn('sealed')
  })
  await knex.schema.dropTable('data_keys')
}
