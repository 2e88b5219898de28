import type { Knex } from 'knex'

/**
 * Separation of duties, one stage earlier: the database lets nobody release a run with a claim that they approved, nor send
 * the goods that a claim of theirs earned, whatever code says.
 */
export async function up(knex: Knex): Promise<void> {
  for (const statement of isSqlite(knex) ? sqliteTriggers : postgresTriggers) await knex.raw(statement)
}

export async function down(knex: Knex): Promise<void> {
  for (const { name, table } of duties) {
    await knex.raw(isSqlite(knex) ? `DROP TRIGGER ${name}` : `DROP TRIGGER ${name} ON ${table}`)
    if (!isSqlite(knex)) await knex.raw(`DROP FUNCTION ${name}_kept`)
  }
}

const isSqlite = (knex: Knex): boolean => knex.client.dialect === 'sqlite3'

const duties = [
  {
    name: 'payment_runs_decided',
    table: 'payment_runs',
    column: 'approved_by',
    isTheirs: `EXISTS (
      SELECT 1 FROM payments p JOIN journal j ON j.claim = p.claim_reference
        WHERE p.run_id = NEW.id AND p.state <> 'removed' AND j.kind = 'approved' AND j.actor = NEW.approved_by
    )`,
    why: 'who approved a claim of a run does not release it',
  },
  {
    name: 'goods_orders_decided',
    table: 'goods_orders',
    column: 'shipped_by',
    isTheirs: `EXISTS (
      SELECT 1 FROM journal j
        WHERE j.claim = NEW.claim_reference AND j.kind = 'approved' AND j.actor = NEW.shipped_by
    )`,
    why: 'who approved a claim does not send its goods',
  },
]

const sqliteTriggers = duties.map(
  ({ name, table, column, isTheirs, why }) => `CREATE TRIGGER ${name} BEFORE UPDATE OF ${column} ON ${table}
    WHEN NEW.${column} IS NOT NULL AND ${isTheirs}
    BEGIN SELECT RAISE(ABORT, '${why}'); END`,
)

const postgresTriggers = duties.flatMap(({ name, table, column, isTheirs, why }) => [
  `CREATE FUNCTION ${name}_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF ${isTheirs} THEN RAISE EXCEPTION '${why}'; END IF; RETURN NEW; END $$`,
  `CREATE TRIGGER ${name} BEFORE UPDATE OF ${column} ON ${table}
    FOR EACH ROW WHEN (NEW.${column} IS NOT NULL) EXECUTE FUNCTION ${name}_kept()`,
])
