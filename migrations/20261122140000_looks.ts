import type { Knex } from 'knex'

/** Blind second looks: what each look came to, whether it decided, and of what it was, for the report of fairness. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('audits', (table) => {
    // Id of the programme's condition that the answers came to.
    table.text('condition').notNullable().defaultTo('')
    // concluded | recorded (the claim had ended) | held-sample | held-refusal | held-disagreement
    table.text('standing').notNullable().defaultTo('concluded')
    // As declared: what the device is called in the report.
    table.text('category').notNullable().defaultTo('')
    table.text('make').notNullable().defaultTo('')
    table.index(['audited_at'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('audits', (table) => {
    table.dropIndex(['audited_at'])
    table.dropColumn('make')
    table.dropColumn('category')
    table.dropColumn('standing')
    table.dropColumn('condition')
  })
}
