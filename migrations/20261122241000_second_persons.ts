import type { Knex } from 'knex'

/**
 * What is given up or given away takes two persons, whatever code says: a charge is waived by another than who proposed it,
 * a set-off is done by another than who heard the consent, and a reward that is goods is released by somebody who neither
 * approved its claim nor sends it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('charges', (table) => {
    table.text('waiver_by')
    table.text('waiver_reason')
  })
  await knex.schema.alterTable('recoveries', (table) => {
    table.text('taken_off_by')
  })
  await knex.schema.alterTable('goods_orders', (table) => {
    table.text('released_by')
    table.text('released_at')
  })
  for (const statement of isSqlite(knex) ? sqliteTriggers : postgresTriggers) await knex.raw(statement)
}

export async function down(knex: Knex): Promise<void> {
  for (const { name, table } of duties) {
    await knex.raw(isSqlite(knex) ? `DROP TRIGGER ${name}` : `DROP TRIGGER ${name} ON ${table}`)
    if (!isSqlite(knex)) await knex.raw(`DROP FUNCTION ${name}_kept`)
  }
  for (const [table, columns] of added)
    await knex.schema.alterTable(table, (altered) => altered.dropColumns(...columns))
}

const isSqlite = (knex: Knex): boolean => knex.client.dialect === 'sqlite3'

const added = [
  ['charges', ['waiver_by', 'waiver_reason']],
  ['recoveries', ['taken_off_by']],
  ['goods_orders', ['released_by', 'released_at']],
] as const

const duties = [
  {
    name: 'charges_waived_by_two',
    table: 'charges',
    column: 'waived_by',
    isTheirs: '(NEW.waiver_by IS NULL OR NEW.waiver_by = NEW.waived_by)',
    why: 'a charge is waived by another than who proposed it',
  },
  {
    name: 'recoveries_set_off_by_two',
    table: 'recoveries',
    column: 'taken_off_by',
    isTheirs: '(NEW.set_off_by IS NULL OR NEW.set_off_by = NEW.taken_off_by)',
    why: 'a case is set off by another than who recorded the consent',
  },
  {
    name: 'goods_orders_released',
    table: 'goods_orders',
    column: 'released_by',
    isTheirs: `EXISTS (
      SELECT 1 FROM journal j
        WHERE j.claim = NEW.claim_reference AND j.kind = 'approved' AND j.actor = NEW.released_by
    )`,
    why: 'who approved a claim does not release its goods',
  },
  {
    name: 'goods_orders_sent_by_two',
    table: 'goods_orders',
    column: 'shipped_by',
    isTheirs: '(NEW.released_by IS NULL OR NEW.released_by = NEW.shipped_by)',
    why: 'goods are sent by another than who released them',
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
