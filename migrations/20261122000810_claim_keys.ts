import type { Knex } from 'knex'

/** What makes a claim findable again: serials, invoices, people. One row per claim, kind and value (R15, R53, R64). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('claim_keys', (table) => {
    table.integer('claim_id').notNullable().references('id').inTable('claims')
    table.text('kind').notNullable()
    table.text('value').notNullable()
    table.primary(['kind', 'value', 'claim_id'])
    table.index(['claim_id'])
  })
  // Taken for the length of a submission, so that two of them never count the same cap at once (R93).
  await knex.schema.createTable('key_locks', (table) => {
    table.text('key').primary()
    table.bigInteger('taken').notNullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('key_locks')
  await knex.schema.dropTable('claim_keys')
}
