import type { Knex } from 'knex'

/** R95: everything a participant is told: address, template and version, rendered text, hashes of attachments, delivery state. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('mails', (table) => {
    table.increments('id')
    table.text('name').notNullable()
    table.text('claim_reference').notNullable().index()
    table.integer('resend_of').references('id').inTable('mails')
    table.text('recipient_name').notNullable()
    table.text('recipient_address').notNullable()
    table.text('locale').notNullable()
    table.text('letterhead').notNullable()
    table.text('facts').notNullable()
    table.text('attachments').notNullable()
    table.text('message_id').notNullable().unique()
    table.text('state').notNullable().checkIn(['queued', 'sending', 'sent', 'failed'])
    table.text('failure')
    // Empty until the mail is rendered, and never changed afterwards.
    table.text('template_version')
    table.text('subject')
    table.text('text')
    table.text('html')
    table.text('attachment_hashes')
    table.text('created_at').notNullable()
    table.text('sent_at')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('mails')
}
