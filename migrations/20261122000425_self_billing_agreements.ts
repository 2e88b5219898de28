import type { Knex } from 'knex'

/** Written agreements that the buyer writes the seller's documents (R48): each signature is a row, never edited but for its end. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('self_billing_agreements', (table) => {
    table.increments('id')
    table.integer('participant_id').notNullable().references('participants.id')
    table.text('buyer').notNullable()
    table.text('claim_reference').notNullable()
    table.text('name').notNullable()
    table.text('text_sha256').notNullable()
    table.text('series').notNullable()
    table.text('signed_by').notNullable()
    table.text('signed_for').notNullable()
    table.text('signed_at').notNullable()
    table.text('withdrawn_at')
    table.text('withdrawn_by')
    table.unique(['claim_reference', 'text_sha256', 'signed_by'])
    table.index(['participant_id', 'buyer'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('self_billing_agreements')
}
