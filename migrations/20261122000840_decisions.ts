import type { Knex } from 'knex'

/** What the rules found, each time they were asked: rule, clause, outcome, facts, programme version (R96). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('decisions', (table) => {
    table.increments('id')
    table.integer('claim_id').notNullable().references('id').inTable('claims')
    table.text('asked_at').notNullable()
    table.text('occasion').notNullable()
    table.text('verdict').notNullable()
    table.text('programme_version').notNullable().references('hash').inTable('programme_versions')
    table.text('findings').notNullable()
    table.index(['claim_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('decisions')
}
