import type { Knex } from 'knex'

/** Claims, their units, and every offer ever made for a unit. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('claims', (table) => {
    table.increments('id')
    table.text('reference').notNullable().unique()
    table.text('programme_id').notNullable()
    table.text('programme_version').notNullable().references('hash').inTable('programme_versions')
    table.integer('participant_id').notNullable().references('id').inTable('participants')
    table.text('state').notNullable()
    table.text('application').notNullable()
    table.text('submitted_at').notNullable()
    table.text('approved_at')
    table.integer('proposal_version').notNullable().defaultTo(0)
    table.index(['state', 'submitted_at'])
    table.index(['participant_id'])
  })
  await knex.schema.createTable('units', (table) => {
    table.increments('id')
    table.integer('claim_id').notNullable().references('id').inTable('claims')
    table.integer('position').notNullable()
    table.text('custody').notNullable()
    table.text('audit').notNullable()
    table.text('offer').notNullable()
    table.text('settlement').notNullable()
    table.unique(['claim_id', 'position'])
    table.index(['custody'])
  })
  await knex.schema.createTable('offers', (table) => {
    table.increments('id')
    table.integer('unit_id').notNullable().references('id').inTable('units')
    table.integer('no').notNullable()
    table.bigInteger('amount_minor').notNullable()
    table.text('category').notNullable()
    table.text('condition').notNullable()
    table.text('value_row').notNullable()
    table.text('rule').notNullable()
    table.text('reasons').notNullable()
    table.text('answer_by')
    table.text('made_at').notNullable()
    table.unique(['unit_id', 'no'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('offers')
  await knex.schema.dropTable('units')
  await knex.schema.dropTable('claims')
}
