import type { Knex } from 'knex'

/** What-if: past claims held against a draft. How far each has come, what it came to, and the claims that would change. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('programme_replays', (table) => {
    table.increments('id')
    table.integer('draft_id').notNullable()
    table.integer('revision').notNullable()
    table.text('state').notNullable().checkIn(['waiting', 'running', 'ready'])
    table.integer('total').notNullable()
    table.integer('done').notNullable()
    // Sums as JSON; none until it is ready.
    table.text('sums')
    table.text('made_by').notNullable()
    table.text('made_at').notNullable()
    table.text('ended_at')
    table
      .foreign(['draft_id', 'revision'])
      .references(['draft_id', 'revision'])
      .inTable('programme_draft_saves')
    table.index(['draft_id', 'revision'])
  })
  await knex.schema.createTable('programme_replay_changes', (table) => {
    table.integer('replay_id').notNullable().references('id').inTable('programme_replays')
    table.integer('claim_id').notNullable().references('id').inTable('claims')
    table.text('before').notNullable()
    table.text('after').notNullable()
    table.bigInteger('before_minor').notNullable()
    table.bigInteger('after_minor').notNullable()
    table.text('rule').notNullable()
    table.text('clause').notNullable()
    table.text('code').notNullable()
    table.primary(['replay_id', 'claim_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('programme_replay_changes')
  await knex.schema.dropTable('programme_replays')
}
