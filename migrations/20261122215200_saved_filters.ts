import type { Knex } from 'knex'

/** Views of lists that staff named for themselves. What is given up is ended, not deleted; one of a list can be the default. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('saved_filters', (table) => {
    table.increments('id')
    table.integer('staff_id').notNullable().references('id').inTable('staff')
    table.text('list').notNullable()
    table.text('name').notNullable()
    table.text('query').notNullable()
    table.text('made_at').notNullable()
    table.text('default_since')
    table.text('ended_at')
  })
  await knex.raw(
    'CREATE UNIQUE INDEX saved_filters_named ON saved_filters (staff_id, list, name) WHERE ended_at IS NULL',
  )
  await knex.raw(
    `CREATE UNIQUE INDEX saved_filters_default ON saved_filters (staff_id, list)
     WHERE ended_at IS NULL AND default_since IS NOT NULL`,
  )
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('saved_filters')
}
