import type { Knex } from 'knex'

/** Proposals of self-billing documents: immutable by version; at most one of a claim waits for or has an answer. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('proposals', (table) => {
    table.increments('id')
    table.text('claim_reference').notNullable()
    table.integer('version').notNullable()
    table.text('content').notNullable()
    table.text('sha256').notNullable()
    table.text('state').notNullable().checkIn(['open', 'accepted', 'disputed', 'superseded'])
    table.text('composed_at').notNullable()
    table.text('answered_at')
    table.text('answered_by')
    table.text('answered_from')
    table.text('dispute')
    table.unique(['claim_reference', 'version'])
    table.index(['state', 'composed_at'])
  })
  await knex.raw(
    "CREATE UNIQUE INDEX proposals_current ON proposals (claim_reference) WHERE state <> 'superseded'",
  )
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('proposals')
}
