import type { Knex } from 'knex'

/**
 * What the rules of a run ask of an account's number, beside the sealed number itself: its country, whether its check
 * digits are right (`yes`, `no`), and its keyed hash. Empty for an account of before until the next start.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('bank_accounts', (table) => {
    table.text('iban_country')
    table.text('iban_valid')
    table.text('iban_mark')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('bank_accounts', (table) => {
    table.dropColumns('iban_country', 'iban_valid', 'iban_mark')
  })
}
