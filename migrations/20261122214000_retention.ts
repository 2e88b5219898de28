import type { Knex } from 'knex'

/**
 * When what is held on a claim goes: what goes next of each claim that ended, holds that keep it, and which part of which
 * claim an erasure took (none: all of a participant). After their legal period issued documents lose whoever stands in
 * them, and nothing else: the erasure has to be written first, in the same transaction.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('retention_dues', (table) => {
    table.text('claim_reference').primary().references('reference').inTable('claims')
    table.text('kind')
    table.text('last_day')
    table.text('table_sha256').notNullable()
    table.check('(kind IS NULL) = (last_day IS NULL)', [], 'retention_dues_whole')
    table.index(['last_day', 'claim_reference'])
  })
  await knex.schema.createTable('retention_holds', (table) => {
    table.increments('id')
    table.text('claim_reference').notNullable().references('reference').inTable('claims')
    table.text('kind').notNullable().checkIn(['dispute', 'fraud', 'legal'])
    table.text('reason').notNullable()
    table.text('held_by').notNullable()
    table.text('held_at').notNullable()
    table.text('lifted_by')
    table.text('lifted_at')
    table.check('(lifted_by IS NULL) = (lifted_at IS NULL)', [], 'retention_holds_lifted_whole')
  })
  await knex.raw(
    'CREATE UNIQUE INDEX retention_holds_one_open ON retention_holds (claim_reference, kind) WHERE lifted_by IS NULL',
  )
  await knex.raw('ALTER TABLE erasures ADD COLUMN claim_reference text REFERENCES claims(reference)')
  await knex.raw('ALTER TABLE erasures ADD COLUMN kind text')
  await knex.raw('CREATE UNIQUE INDEX erasures_once ON erasures (claim_reference, kind)')
  for (const statement of isSqlite(knex) ? sqliteAllows : postgresAllows) await knex.raw(statement)
}

export async function down(knex: Knex): Promise<void> {
  for (const statement of isSqlite(knex) ? sqliteForbids : postgresForbids) await knex.raw(statement)
  await knex.raw('DROP INDEX erasures_once')
  await knex.schema.alterTable('erasures', (table) => {
    table.dropColumn('kind')
    table.dropColumn('claim_reference')
  })
  await knex.schema.dropTable('retention_holds')
  await knex.schema.dropTable('retention_dues')
}

const isSqlite = (knex: Knex): boolean => knex.client.dialect === 'sqlite3'

const kept = [
  'id',
  'issuer',
  'series',
  'ordinal',
  'number',
  'type',
  'claim_reference',
  'proposal_version',
  'issued_on',
  'issued_at',
  'currency',
  'payable_minor',
]

/** Everything else stays as it was, and the books of this claim are being erased. */
const isErasure = `NEW.content <> OLD.content AND ${kept.map((name) => `NEW.${name} = OLD.${name}`).join(' AND ')}
  AND COALESCE(NEW.corrects_id, 0) = COALESCE(OLD.corrects_id, 0)
  AND EXISTS (SELECT 1 FROM erasures e WHERE e.claim_reference = OLD.claim_reference AND e.kind = 'books')`

const trigger = (when: string): string => `CREATE TRIGGER invoices_no_update BEFORE UPDATE ON invoices
  ${when} BEGIN SELECT RAISE(ABORT, 'an issued document is final'); END`

const sqliteAllows = ['DROP TRIGGER invoices_no_update', trigger(`WHEN NOT (${isErasure})`)]

const sqliteForbids = ['DROP TRIGGER invoices_no_update', trigger('')]

const final = (
  unless: string,
): string => `CREATE OR REPLACE FUNCTION invoices_are_final() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN ${unless} RAISE EXCEPTION 'an issued document is final'; END $$`

const postgresAllows = [final(`IF TG_OP = 'UPDATE' THEN IF ${isErasure} THEN RETURN NEW; END IF; END IF;`)]

const postgresForbids = [final('')]
