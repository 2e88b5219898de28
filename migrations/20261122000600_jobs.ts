import type { Knex } from 'knex'

/** Work that is due: rows written in the transaction of their cause, done by the worker, deleted when done. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('jobs', (table) => {
    table.increments('id')
    table.text('kind').notNullable()
    table.text('key').notNullable()
    table.text('payload').notNullable()
    table.text('state').notNullable().checkIn(['waiting', 'taken', 'dead'])
    // A waiting job is due then; a taken one is due again then, when its lease has run out.
    table.text('due_at').notNullable()
    table.integer('attempts').notNullable().defaultTo(0)
    table.integer('fence').notNullable().defaultTo(0)
    table.text('worker')
    table.text('error')
    table.index(['due_at', 'id'])
  })
  await knex.raw("CREATE UNIQUE INDEX jobs_unfinished ON jobs (kind, key) WHERE state <> 'dead'")
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('jobs')
}
