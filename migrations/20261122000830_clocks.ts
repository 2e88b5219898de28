import type { Knex } from 'knex'

/** Running deadlines of claims (R92). What a breach does is said by the claim's programme version. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('clocks', (table) => {
    table.increments('id')
    table.integer('claim_id').notNullable().references('id').inTable('claims')
    table.text('clock').notNullable()
    table.text('started_on').notNullable()
    table.text('due_on').notNullable()
    table.text('state').notNullable()
    table.text('ended_at')
    table.unique(['claim_id', 'clock', 'started_on'])
    table.index(['state', 'due_on'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('clocks')
}
