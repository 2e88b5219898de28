import type { Knex } from 'knex'

/** What-ifs go through their claims in slices: where the next one begins, and what earlier claims used of each cap. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('programme_replays', (table) => {
    // The id of the last claim that was held against the draft; 0 before the first.
    table.integer('after_claim').notNullable().defaultTo(0)
  })
  await knex.schema.createTable('programme_replay_uses', (table) => {
    table.integer('replay_id').notNullable().references('id').inTable('programme_replays')
    table.text('edition').notNullable().checkIn(['before', 'after'])
    // A cap's id and a party's key name people, and are here to be counted only.
    table.text('use_sha256').notNullable()
    table.bigInteger('used').notNullable()
    table.primary(['replay_id', 'edition', 'use_sha256'])
  })
  // Whatever was under way had kept no use of caps, and begins anew.
  const unfinished = knex('programme_replays').whereNot({ state: 'ready' }).select('id')
  await knex('programme_replay_changes').whereIn('replay_id', unfinished).delete()
  await knex('programme_replays').whereNot({ state: 'ready' }).update({ state: 'waiting', done: 0 })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('programme_replay_uses')
  await knex.schema.alterTable('programme_replays', (table) => table.dropColumn('after_claim'))
}
