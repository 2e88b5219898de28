import type { Knex } from 'knex'

/** By which name another house (OpenID Connect) knows an account. Bound by an admin, or by a verified address of mail. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('staff_subjects', (table) => {
    table.increments('id')
    table.text('issuer').notNullable()
    table.text('subject').notNullable()
    table.integer('staff_id').notNullable().references('id').inTable('staff').index()
    table.integer('bound_by').references('id').inTable('staff')
    table.text('bound_at').notNullable()
    table.unique(['issuer', 'subject'])
    table.unique(['issuer', 'staff_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('staff_subjects')
}
