import type { Knex } from 'knex'

/** When a closed list came to its carrier: into the folder from which it is fetched. Empty: it is on its way. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('carrier_manifests', (table) => {
    table.text('delivered_at')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE carrier_manifests DROP COLUMN delivered_at')
}
