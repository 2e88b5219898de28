import type { Knex } from 'knex'

/** What each claim uses of each cap (R93). Counted while the claim lives, so that a rejected one gives it back. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('cap_uses', (table) => {
    table.integer('claim_id').notNullable().references('id').inTable('claims')
    table.text('programme_id').notNullable()
    table.text('cap').notNullable()
    table.text('key').notNullable()
    table.bigInteger('amount').notNullable()
    table.primary(['claim_id', 'cap', 'key'])
    table.index(['programme_id', 'cap', 'key'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('cap_uses')
}
