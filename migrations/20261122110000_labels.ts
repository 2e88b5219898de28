import type { Knex } from 'knex'

/**
 * The life of each label: one for each time the labels of a shipment were made, the files it was given out as, every
 * print with its reason, and a signature given on screen.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('labels', (table) => {
    table.increments('id')
    table.integer('shipment_id').notNullable().references('id').inTable('shipments')
    table.integer('revision').notNullable()
    table.text('state').notNullable()
    table.integer('document_id').notNullable().references('id').inTable('documents')
    table.text('expires_on').notNullable()
    table.text('issued_at').notNullable()
    table.text('printed_at')
    table.text('ended_at')
    // A pick-up that is booked anew gives the same number another label.
    table.unique(['document_id'])
    table.index(['shipment_id'])
    table.index(['state', 'expires_on'])
  })
  await knex.schema.createTable('label_signatures', (table) => {
    table.integer('label_id').primary().references('id').inTable('labels')
    table.text('name').notNullable()
    table.text('strokes').notNullable()
    table.text('statement').notNullable()
    table.text('label_sha256').notNullable()
    table.text('signed_on').notNullable()
    table.text('signed_at').notNullable()
    table.text('signed_by').notNullable()
  })
  await knex.schema.createTable('label_files', (table) => {
    table.integer('label_id').notNullable().references('id').inTable('labels')
    table.text('form').notNullable()
    table.text('signed').notNullable()
    table.integer('document_id').notNullable().references('id').inTable('documents')
    table.primary(['label_id', 'form', 'signed'])
  })
  await knex.schema.createTable('label_prints', (table) => {
    table.increments('id')
    table.integer('label_id').notNullable().references('id').inTable('labels')
    table.text('form').notNullable()
    table.text('reason')
    table.text('at').notNullable()
    table.text('by').notNullable()
    table.index(['label_id', 'id'])
  })
  // Labels made before their life was written down: neither their prints nor their last day are known.
  await knex.raw(`
    INSERT INTO labels (shipment_id, revision, state, document_id, expires_on, issued_at)
    SELECT id, revision, 'issued', label_document, '9999-12-31', opened_at
    FROM shipments WHERE label_document IS NOT NULL`)
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['label_prints', 'label_files', 'label_signatures', 'labels'])
    await knex.schema.dropTable(table)
}
