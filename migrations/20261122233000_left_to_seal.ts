import type { Knex } from 'knex'

/**
 * A start asks which accounts are still to be sealed or marked. Usually none: the index of those that are is empty, and a
 * house of a million accounts opens as fast as a new one.
 */
const left = [
  ['unsealed', 'bank_accounts (id) WHERE sealed IS NULL'],
  ['unmarked', 'bank_accounts (id) WHERE iban_mark IS NULL'],
] as const

export async function up(knex: Knex): Promise<void> {
  for (const [name, rows] of left) await knex.raw(`CREATE INDEX bank_accounts_${name} ON ${rows}`)
}

export async function down(knex: Knex): Promise<void> {
  for (const [name] of left) await knex.raw(`DROP INDEX bank_accounts_${name}`)
}
