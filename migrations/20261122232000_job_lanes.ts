import type { Knex } from 'knex'

/** Jobs go in lanes: what waits for a slow receiver holds up nothing but its own lane. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('jobs', (table) => {
    table.text('lane').notNullable().defaultTo('house')
    table.index(['lane', 'due_at', 'id'])
  })
  await knex('jobs').where({ kind: 'send-webhook' }).update({ lane: 'receivers' })
  await knex('jobs').whereIn('kind', ['check-vat-ids', 'send-peppol']).update({ lane: 'registers' })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('jobs', (table) => {
    table.dropIndex(['lane', 'due_at', 'id'])
    table.dropColumn('lane')
  })
}
