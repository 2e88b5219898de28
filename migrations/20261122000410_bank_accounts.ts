import type { Knex } from 'knex'

/** Where a claim is paid to. A change is a new version by whoever made it; payments name the version they used. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('bank_accounts', (table) => {
    table.increments('id')
    table.integer('participant_id').notNullable().references('participants.id')
    table.text('claim_reference').notNullable()
    table.integer('version').notNullable()
    table.text('holder').notNullable()
    table.text('iban').notNullable()
    table.text('changed_by').notNullable()
    table.text('changed_at').notNullable()
    table.unique(['claim_reference', 'version'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('bank_accounts')
}
