import type { Knex } from 'knex'

/**
 * Four eyes as a constraint of what is in a run (P3): who last edited an account in it does not approve it, the approval
 * names the bytes that it approved, and while it stands nothing in the run changes, whoever writes.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('payment_runs', (table) => {
    table.text('approved_sha256')
  })
  for (const statement of isSqlite(knex) ? sqliteTriggers : postgresTriggers) await knex.raw(statement)
}

export async function down(knex: Knex): Promise<void> {
  for (const { table, name } of rules) {
    await knex.raw(`DROP TRIGGER ${name}${isSqlite(knex) ? '' : ` ON ${table}`}`)
    if (!isSqlite(knex)) await knex.raw(`DROP FUNCTION ${name}`)
  }
  await knex.schema.alterTable('payment_runs', (table) => {
    table.dropColumn('approved_sha256')
  })
}

const isSqlite = (knex: Knex): boolean => knex.client.dialect === 'sqlite3'

/** What is refused: `when` speaks of the row as it was (OLD) and as it would be (NEW). */
const rules = [
  {
    name: 'payment_runs_not_by_account_editor',
    table: 'payment_runs',
    of: 'approved_by',
    says: 'who edited an account of a run does not approve it',
    when: `NEW.approved_by IS NOT NULL AND EXISTS (
      SELECT 1 FROM payments JOIN bank_accounts ON bank_accounts.id = payments.account_id
      WHERE payments.run_id = NEW.id AND payments.state <> 'removed'
        AND bank_accounts.changed_by = NEW.approved_by)`,
  },
  {
    name: 'payments_stay_what_they_are',
    table: 'payments',
    of: 'run_id, payable, claim_reference, end_to_end_id, amount_minor, currency, account_id',
    says: 'a payment is taken out and made again, never changed',
    when: `NEW.run_id <> OLD.run_id OR NEW.payable <> OLD.payable OR NEW.claim_reference <> OLD.claim_reference
      OR NEW.end_to_end_id <> OLD.end_to_end_id OR NEW.amount_minor <> OLD.amount_minor
      OR NEW.currency <> OLD.currency OR NEW.account_id <> OLD.account_id`,
  },
  {
    name: 'payments_leave_approved_run_never',
    table: 'payments',
    of: 'state',
    says: 'the approval of the run has to be void before a payment is taken out of it',
    when: `NEW.state = 'removed' AND EXISTS (
      SELECT 1 FROM payment_runs WHERE id = NEW.run_id AND state IN ('approved', 'exported', 'executed'))`,
  },
  {
    name: 'payments_sent_with_their_run',
    table: 'payments',
    of: 'state',
    says: 'a payment is sent with the file of its approved run',
    when: `OLD.state = 'planned' AND NEW.state <> 'planned' AND NEW.state <> 'removed' AND NOT EXISTS (
      SELECT 1 FROM payment_runs WHERE id = NEW.run_id AND state IN ('exported', 'executed'))`,
  },
] as const

const sqliteTriggers = rules.map(
  ({ name, table, of, says, when }) =>
    `CREATE TRIGGER ${name} BEFORE UPDATE OF ${of} ON ${table} WHEN ${when}
     BEGIN SELECT RAISE(ABORT, '${says}'); END`,
)

// PostgreSQL allows no query in WHEN, so the condition stands in the function.
const postgresTriggers = rules.flatMap(({ name, table, of, says, when }) => [
  `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS
   $$ BEGIN IF ${when} THEN RAISE EXCEPTION '${says}'; END IF; RETURN NEW; END $$`,
  `CREATE TRIGGER ${name} BEFORE UPDATE OF ${of} ON ${table} FOR EACH ROW EXECUTE FUNCTION ${name}()`,
])
