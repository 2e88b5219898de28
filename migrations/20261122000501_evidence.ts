import type { Knex } from 'knex'

/** What people send in as proof. The content lies in the vault under its hash; a row without a claim waits for one. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('evidence_files', (table) => {
    table.text('id').primary()
    table.text('kind').notNullable()
    table.text('name').notNullable()
    table.text('media_type').notNullable()
    table.integer('bytes').notNullable()
    table.text('sha256').notNullable().index()
    table.text('sent_sha256').notNullable().index()
    table.text('thumbnail_sha256').index()
    table.text('look')
    table.integer('pages').notNullable()
    table.text('uploaded_at').notNullable()
    table.text('uploaded_by').notNullable()
    table.text('claim_reference').index()
    table.index(['claim_reference', 'uploaded_at'])
  })
  // A look is cut into bands: two looks that differ in fewer bits than there are bands share at least one.
  await knex.schema.createTable('evidence_look_bands', (table) => {
    table.text('file_id').notNullable().references('id').inTable('evidence_files').onDelete('CASCADE')
    table.integer('band').notNullable()
    table.text('value').notNullable()
    table.primary(['file_id', 'band'])
    table.index(['band', 'value'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('evidence_look_bands')
  await knex.schema.dropTable('evidence_files')
}
