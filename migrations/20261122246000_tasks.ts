import type { Knex } from 'knex'

/**
 * One act on many things at once, whatever they are: what was approvals of claims becomes tasks of any kind, with the number
 * that each had, since their jobs and addresses name it. And the copies of a mail are found by it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('tasks', (table) => {
    table.increments('id')
    table.text('kind').notNullable()
    // What is said of all of them together; forgotten when the task has ended.
    table.text('words')
    table.text('made_by').notNullable()
    table.text('made_at').notNullable()
    table.integer('total').notNullable()
    table.text('ended_at')
    table.index(['made_by', 'id'])
  })
  await knex.schema.createTable('task_items', (table) => {
    table.integer('task_id').notNullable().references('id').inTable('tasks')
    table.integer('no').notNullable()
    table.text('subject').notNullable()
    table.text('label').notNullable()
    table.text('claim_reference').references('reference').inTable('claims').index()
    table.text('outcome').checkIn(['done', 'left', 'refused'])
    table.text('faults')
    table.primary(['task_id', 'no'])
  })
  await knex.raw(
    'INSERT INTO tasks (id, kind, made_by, made_at, total, ended_at) SELECT id, kind, made_by, made_at, total, ended_at FROM bulk_tasks',
  )
  await knex.raw(
    `INSERT INTO task_items (task_id, no, subject, label, claim_reference, outcome, faults)
     SELECT task_id, no, claim_reference, claim_reference, claim_reference,
       CASE outcome WHEN 'approved' THEN 'done' ELSE outcome END, faults FROM bulk_items`,
  )
  if (knex.client.dialect === 'postgresql')
    await knex.raw(
      "SELECT setval(pg_get_serial_sequence('tasks', 'id'), max(id)) FROM tasks HAVING max(id) > 0",
    )
  for (const table of ['bulk_items', 'bulk_tasks']) await knex.schema.dropTable(table)
  await knex.schema.alterTable('mails', (table) => table.index('resend_of'))
}

/** Tasks of other kinds than approvals were unknown before, and end here. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('mails', (table) => table.dropIndex('resend_of'))
  await knex.schema.createTable('bulk_tasks', (table) => {
    table.increments('id')
    table.text('kind').notNullable().checkIn(['approve'])
    table.text('made_by').notNullable()
    table.text('made_at').notNullable()
    table.integer('total').notNullable()
    table.text('ended_at')
    table.index(['made_by', 'id'])
  })
  await knex.schema.createTable('bulk_items', (table) => {
    table.integer('task_id').notNullable().references('id').inTable('bulk_tasks')
    table.integer('no').notNullable()
    table.text('claim_reference').notNullable().references('reference').inTable('claims').index()
    table.text('outcome').checkIn(['approved', 'left', 'refused'])
    table.text('faults')
    table.primary(['task_id', 'no'])
  })
  await knex.raw(
    "INSERT INTO bulk_tasks (id, kind, made_by, made_at, total, ended_at) SELECT id, kind, made_by, made_at, total, ended_at FROM tasks WHERE kind = 'approve'",
  )
  await knex.raw(
    `INSERT INTO bulk_items (task_id, no, claim_reference, outcome, faults)
     SELECT task_id, no, claim_reference, CASE outcome WHEN 'done' THEN 'approved' ELSE outcome END, faults
     FROM task_items WHERE task_id IN (SELECT id FROM bulk_tasks)`,
  )
  for (const table of ['task_items', 'tasks']) await knex.schema.dropTable(table)
}
