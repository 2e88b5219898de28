import type { Knex } from 'knex'

/** What became of a file of the bank: how long it was, how much it moved, and how much it left to a person. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('bank_files', (table) => {
    table.integer('size_bytes').notNullable().defaultTo(0)
    table.integer('moved').notNullable().defaultTo(0)
    table.integer('asked').notNullable().defaultTo(0)
    table.index(['taken_at'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('bank_files', (table) => {
    table.dropIndex(['taken_at'])
    table.dropColumns('size_bytes', 'moved', 'asked')
  })
}
