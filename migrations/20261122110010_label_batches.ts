import type { Knex } from 'knex'

/** Many labels printed at once: what was asked for, how far it has come, and the file when it is ready. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('label_batches', (table) => {
    table.increments('id')
    table.text('paper').notNullable()
    table.text('shape').notNullable()
    table.text('state').notNullable()
    table.integer('total').notNullable()
    table.integer('done').notNullable()
    table.text('made_by').notNullable()
    table.text('made_at').notNullable()
    table.text('ended_at')
    table.text('sha256')
  })
  await knex.schema.createTable('label_batch_items', (table) => {
    table.integer('batch_id').notNullable().references('id').inTable('label_batches')
    table.integer('no').notNullable()
    table.integer('label_id').notNullable().references('id').inTable('labels')
    table.primary(['batch_id', 'no'])
    table.unique(['batch_id', 'label_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('label_batch_items')
  await knex.schema.dropTable('label_batches')
}
