import type { Knex } from 'knex'

/** Postcodes that were typed to get a label by its link: each is counted before it is looked at. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('label_tries', (table) => {
    table.increments('id')
    table.integer('label_id').notNullable().references('id').inTable('labels')
    table.text('tried_at').notNullable()
    table.index(['label_id', 'tried_at'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('label_tries')
}
