import type { Knex } from 'knex'

/** Figures are of one programme and one period: its claims are found by the day on which they were sent in. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('claims', (table) => {
    table.index(['programme_id', 'submitted_at'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('claims', (table) => {
    table.dropIndex(['programme_id', 'submitted_at'])
  })
}
