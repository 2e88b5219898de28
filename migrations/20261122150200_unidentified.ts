import type { Knex } from 'knex'

/** The bench of unidentified goods: boxes and devices that nobody can tell yet. Rows are matched and never removed. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('unidentified', (table) => {
    table.increments('id')
    table.text('kind').notNullable()
    table.text('shelf').notNullable()
    table.text('code')
    table.text('serial')
    table.text('note')
    table.text('found_at').notNullable()
    table.text('found_by').notNullable()
    table.text('matched_reference').references('reference').inTable('claims')
    table.text('matched_at')
    table.text('matched_by')
    table.index(['matched_at', 'id'])
  })
  await knex.schema.createTable('unidentified_photos', (table) => {
    table.integer('unidentified_id').notNullable().references('id').inTable('unidentified')
    table.text('file_id').notNullable().references('id').inTable('evidence_files')
    table.primary(['unidentified_id', 'file_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['unidentified_photos', 'unidentified']) await knex.schema.dropTable(table)
}
