import type { Knex } from 'knex'

/** What a scan was taken for, when the station itself says it was made, and who took it back; cages and pallets. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('scans', (table) => {
    table.text('sscc')
    table.text('cage')
    table.text('scanned_at')
    table.text('undone_at')
    table.text('undone_by')
  })
  await knex.schema.createTable('cages', (table) => {
    table.increments('id')
    table.text('code').notNullable().unique()
    table.text('kind').notNullable()
    table.text('opened_at').notNullable()
    table.text('opened_by').notNullable()
  })
  // A parcel lies in one cage; putting it into another takes it out of the first.
  await knex.schema.createTable('cage_parcels', (table) => {
    table.integer('parcel_id').notNullable().primary().references('id').inTable('parcels')
    table.integer('cage_id').notNullable().references('id').inTable('cages')
    table.text('put_at').notNullable()
    table.text('put_by').notNullable()
    table.index(['cage_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['cage_parcels', 'cages']) await knex.schema.dropTable(table)
  await knex.schema.alterTable('scans', (table) => {
    for (const column of ['sscc', 'cage', 'scanned_at', 'undone_at', 'undone_by']) table.dropColumn(column)
  })
}
