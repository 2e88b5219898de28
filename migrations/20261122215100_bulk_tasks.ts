import type { Knex } from 'knex'

/** One move on many claims at once: what was asked for, by whom, and what became of each. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('bulk_tasks', (table) => {
    table.increments('id')
    table.text('kind').notNullable().checkIn(['approve'])
    table.text('made_by').notNullable()
    table.text('made_at').notNullable()
    table.integer('total').notNullable()
    table.text('ended_at')
    table.index(['made_by', 'id'])
  })
  await knex.schema.createTable('bulk_items', (table) => {
    table.integer('task_id').notNullable().references('id').inTable('bulk_tasks')
    table.integer('no').notNullable()
    table.text('claim_reference').notNullable().references('reference').inTable('claims').index()
    table.text('outcome').checkIn(['approved', 'left', 'refused'])
    table.text('faults')
    table.primary(['task_id', 'no'])
  })
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['bulk_items', 'bulk_tasks']) await knex.schema.dropTable(table)
}
