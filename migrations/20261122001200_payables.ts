import type { Knex } from 'knex'

/** What is owed to a participant by a final document, until when. Written when the document is issued, never changed. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('payables', (table) => {
    table.text('number').primary()
    table.text('claim_reference').notNullable().references('reference').inTable('claims')
    table.text('programme_id').notNullable()
    table.bigInteger('amount_minor').notNullable()
    table.text('currency').notNullable()
    table.text('pay_by').notNullable()
    table.text('owed_since').notNullable()
    table.text('paid_on')
    table.index(['paid_on', 'pay_by'])
    table.index(['claim_reference'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('payables')
}
