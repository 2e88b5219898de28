import type { Knex } from 'knex'

/** What was read in a file, page by page, and the pages as pictures. Written by a job after the application came in. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('evidence_pages', (table) => {
    table.text('file_id').notNullable().references('id').inTable('evidence_files').onDelete('CASCADE')
    table.integer('page').notNullable()
    table.text('picture_sha256').notNullable().index()
    table.text('read_text').notNullable()
    table.text('barcodes').notNullable()
    table.text('read_at').notNullable()
    table.primary(['file_id', 'page'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('evidence_pages')
}
