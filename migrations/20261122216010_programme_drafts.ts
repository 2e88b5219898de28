import type { Knex } from 'knex'

/** Files of programmes that are being written: every save is kept, and who wrote an edition releases no run by it either. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('programme_drafts', (table) => {
    table.increments('id')
    table.text('programme_id').notNullable()
    table.text('based_on').notNullable().references('hash').inTable('programme_versions')
    table.text('state').notNullable().checkIn(['open', 'loaded', 'ended'])
    table.integer('revision').notNullable()
    // What it became.
    table.text('hash').references('hash').inTable('programme_versions')
    table.index(['state'])
  })
  await knex.schema.createTable('programme_draft_saves', (table) => {
    table.integer('draft_id').notNullable().references('id').inTable('programme_drafts')
    table.integer('revision').notNullable()
    table.text('source').notNullable()
    table.text('saved_by').notNullable()
    table.text('saved_at').notNullable()
    table.primary(['draft_id', 'revision'])
  })
  await knex.schema.alterTable('programme_loads', (table) => {
    // loaded | wrote
    table.text('part').notNullable().defaultTo('loaded')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('programme_loads', (table) => {
    table.dropColumn('part')
  })
  await knex.schema.dropTable('programme_draft_saves')
  await knex.schema.dropTable('programme_drafts')
}
