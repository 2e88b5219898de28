/**
 * A database that is as new again and again, for what is tried thousands of times: making one by its migrations takes a
 * second, and even a copy of it takes PostgreSQL a tenth of one. Lies in memory where there is room. Knows no table.
 */
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { houseKeysFrom, makeSealingKey } from '../../server/base/sealing.ts'
import { openDatabase, type Database } from '../../server/database.ts'

export type Rewinding = {
  /** The database as `furnish` left it; what was given before must not be used any more. */
  readonly asNew: () => Promise<Database>
  /** A text that is another after anything was written, kept or rolled back; it may change without need. */
  readonly mark: (db: Database) => Promise<string>
  readonly close: () => Promise<void>
}

const keys = houseKeysFrom([makeSealingKey('h1')], 'walk')

/** Migrates a new database and has it furnished: a file, or the PostgreSQL database at `databaseUrl`, which must be empty. */
export const rewinding = (
  furnish: (db: Database) => Promise<void>,
  databaseUrl?: string,
): Promise<Rewinding> => (databaseUrl ? rewindingPostgres(furnish, databaseUrl) : rewindingFile(furnish))

/** Every time a copy of the file, which is closed while it is copied. */
async function rewindingFile(furnish: (db: Database) => Promise<void>): Promise<Rewinding> {
  const folders = '../../test/setup/folder.mjs'
  const { makeFolder } = (await import(folders)) as MadeFolder
  const folder = makeFolder('rewinding')
  const [first, again] = [join(folder, 'first.sqlite'), join(folder, 'again.sqlite')]
  await made(first, furnish)
  let db: Database | undefined
  return {
    asNew: async () => {
      await db?.destroy()
      for (const part of ['-wal', '-shm']) rmSync(`${again}${part}`, { force: true })
      copyFileSync(first, again)
      db = openDatabase(again, keys)
      return db
    },
    // Of the one connection that there is; counts what was rolled back as well.
    mark: (of) => textOf(of, 'SELECT total_changes() AS mark'),
    close: async () => {
      await db?.destroy()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type MadeFolder = { readonly makeFolder: (name: string) => string }

/** Every time the same database, in which the tables that were written are filled as they were. */
async function rewindingPostgres(
  furnish: (db: Database) => Promise<void>,
  databaseUrl: string,
): Promise<Rewinding> {
  await made(databaseUrl, furnish)
  const db = openDatabase(databaseUrl, keys)
  for (const statement of [...keepFirst, rewindFunction]) await db.raw(statement)
  return {
    asNew: async () => {
      await db.raw('SELECT first.rewind()')
      return db
    },
    mark: (of) => textOf(of, 'SELECT pg_current_wal_insert_lsn()::text AS mark'),
    close: () => db.destroy(),
  }
}

/** Closed again, so that it can be copied whole. */
async function made(address: string, furnish: (db: Database) => Promise<void>): Promise<void> {
  const db = openDatabase(address, keys)
  await db.migrate.latest()
  await furnish(db)
  await db.destroy()
}

async function textOf(db: Database, statement: string): Promise<string> {
  const answer = await db.raw<Marked[] | { rows: Marked[] }>(statement)
  const [row] = Array.isArray(answer) ? answer : answer.rows
  return String(row?.mark)
}

type Marked = { readonly mark: string | number }

/** A copy of every table and sequence; `since` is the last transaction that is not to be undone. */
const keepFirst = [
  'CREATE SCHEMA first',
  `DO $$ DECLARE t name; BEGIN
     FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
       EXECUTE format('CREATE TABLE first.%I AS TABLE public.%I', t, t);
     END LOOP; END $$`,
  `CREATE TABLE first."sequence" AS
     SELECT sequencename AS name, last_value FROM pg_sequences WHERE schemaname = 'public'`,
  'CREATE TABLE first.since AS SELECT pg_current_xact_id()::text::bigint AS xid',
]

/** As a replica, so that neither append-only tables nor references stand in its way. */
const rewindFunction = `CREATE FUNCTION first.rewind() RETURNS void LANGUAGE plpgsql AS $$
  DECLARE t name; was bigint; held bigint; fresh bigint; started bigint;
  BEGIN
    SET LOCAL session_replication_role = replica;
    SELECT xid INTO started FROM first.since;
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
      EXECUTE format('SELECT count(*) FROM first.%I', t) INTO was;
      EXECUTE format('SELECT count(*), max(xmin::text::bigint) FROM public.%I', t) INTO held, fresh;
      CONTINUE WHEN held = was AND COALESCE(fresh, 0) <= started;
      EXECUTE format('DELETE FROM public.%I', t);
      EXECUTE format('INSERT INTO public.%I SELECT * FROM first.%I', t, t);
    END LOOP;
    PERFORM setval(format('public.%I', name)::regclass, COALESCE(last_value, 1), last_value IS NOT NULL) FROM first."sequence";
    UPDATE first.since SET xid = pg_current_xact_id()::text::bigint;
  END $$`
