import type { Knex } from 'knex'

/**
 * When each claim was first decided, by the number of its journal entry: what a what-if goes through is fixed when it is
 * ordered, and is counted from an index however many claims there are.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('first_decisions', (table) => {
    table.integer('claim_id').primary().references('id').inTable('claims')
    table.text('programme_id').notNullable()
    table.bigInteger('entry_no').notNullable()
    table.index(['programme_id', 'claim_id', 'entry_no'])
  })
  await knex.raw(
    `INSERT INTO first_decisions (claim_id, programme_id, entry_no)
     SELECT c.id, c.programme_id, min(j.no) FROM journal j JOIN claims c ON c.reference = j.claim
     WHERE j.kind IN ('approved', 'rejected') GROUP BY c.id, c.programme_id`,
  )
  await knex.schema.alterTable('programme_replays', (table) => {
    // Decisions with a higher number came after the order, and are none of its business.
    table.bigInteger('up_to').notNullable().defaultTo(0)
  })
  const head = await knex('journal_head').where({ id: 1 }).first<{ no: number }>('no')
  await knex('programme_replays').update({ up_to: head?.no ?? 0 })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('programme_replays', (table) => table.dropColumn('up_to'))
  await knex.schema.dropTable('first_decisions')
}
