import type { Knex } from 'knex'

/** What an auditor found in one unit. A second audit is another row by another auditor, never an overwrite. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('audits', (table) => {
    table.increments('id')
    table.integer('unit_id').notNullable().references('id').inTable('units')
    table.integer('no').notNullable()
    table.integer('auditor_id').notNullable().references('id').inTable('staff')
    table.text('audited_at').notNullable()
    table.text('finding').notNullable()
    table.text('verdict').notNullable()
    table.text('reasons').notNullable()
    table.text('photos').notNullable()
    table.unique(['unit_id', 'no'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('audits')
}
