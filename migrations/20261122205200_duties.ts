import type { Knex } from 'knex'

/**
 * Separation of duties across stages: who loaded an edition, who asked for rights that a second person has to confirm. And
 * the database itself lets nobody release a run with a device they audited or an edition they loaded, whatever code says.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('programme_loads', (table) => {
    table.increments('id')
    table.text('hash').notNullable().references('hash').inTable('programme_versions').index()
    table.text('loaded_by').notNullable()
    table.text('loaded_at').notNullable()
  })
  await knex.schema.createTable('role_proposals', (table) => {
    table.integer('staff_id').primary().references('id').inTable('staff')
    table.text('roles').notNullable()
    table.integer('proposed_by').notNullable().references('id').inTable('staff')
    table.text('proposed_at').notNullable()
    table.check('proposed_by <> staff_id', [], 'role_proposals_of_another')
  })
  for (const statement of isSqlite(knex) ? sqliteTriggers : postgresTriggers) await knex.raw(statement)
}

export async function down(knex: Knex): Promise<void> {
  if (isSqlite(knex)) await knex.raw('DROP TRIGGER payment_runs_duties')
  else {
    await knex.raw('DROP TRIGGER payment_runs_duties ON payment_runs')
    await knex.raw('DROP FUNCTION payment_runs_keep_duties')
  }
  await knex.schema.dropTable('role_proposals')
  await knex.schema.dropTable('programme_loads')
}

const isSqlite = (knex: Knex): boolean => knex.client.dialect === 'sqlite3'

const isTheirs = `EXISTS (
    SELECT 1 FROM payments p JOIN claims c ON c.reference = p.claim_reference
      JOIN units u ON u.claim_id = c.id JOIN audits a ON a.unit_id = u.id
      WHERE p.run_id = NEW.id AND p.state <> 'removed' AND NEW.approved_by = 'staff:' || a.auditor_id
  ) OR EXISTS (
    SELECT 1 FROM payments p JOIN claims c ON c.reference = p.claim_reference
      JOIN programme_loads l ON l.hash = c.programme_version
      WHERE p.run_id = NEW.id AND p.state <> 'removed' AND NEW.approved_by = l.loaded_by
  )`

const why = 'who audited a device of a run or loaded an edition behind it does not release it'

const sqliteTriggers = [
  `CREATE TRIGGER payment_runs_duties BEFORE UPDATE OF approved_by ON payment_runs
    WHEN NEW.approved_by IS NOT NULL AND (${isTheirs})
    BEGIN SELECT RAISE(ABORT, '${why}'); END`,
]

const postgresTriggers = [
  `CREATE FUNCTION payment_runs_keep_duties() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF ${isTheirs} THEN RAISE EXCEPTION '${why}'; END IF; RETURN NEW; END $$`,
  `CREATE TRIGGER payment_runs_duties BEFORE UPDATE OF approved_by ON payment_runs
    FOR EACH ROW WHEN (NEW.approved_by IS NOT NULL) EXECUTE FUNCTION payment_runs_keep_duties()`,
]
