import type { Knex } from 'knex'

/** What a participant says in own words when it disputes an offer (R42), for whoever looks again. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('offer_answers', (table) => {
    table.text('words')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('offer_answers', (table) => {
    table.dropColumn('words')
  })
}
