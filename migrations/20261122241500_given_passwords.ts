import type { Knex } from 'knex'

/** When somebody else gave an account the password that it has: such a one ends soon, and is nobody's own (ASVS 5.0, 6.4.1). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('staff', (table) => {
    table.text('password_given_at')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('staff', (table) => {
    table.dropColumn('password_given_at')
  })
}
