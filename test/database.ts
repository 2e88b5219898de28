/**
 * An empty, migrated database for each test, on the engine of the run. The migrations run once for a whole run (see
 * test/setup); here their result is only copied, which takes some milliseconds.
 */
import { randomUUID } from 'node:crypto'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { houseKeysFrom, makeSealingKey } from '../server/base/sealing.ts'
import { openDatabase, type Database } from '../server/database.ts'

export type Engine = 'sqlite' | 'postgres'

/** The engine that this run of the file is for: Jest runs each such file once per engine. */
export const engine = (globalThis as { engine?: Engine }).engine

/** What tests seal with that open no house. */
export const testHouseKeys = houseKeysFrom([makeSealingKey('h1')], 'marking')

/** Opens a database that nobody else uses; its `destroy()` also removes it. @throws Error in a test that has no engine. */
export async function openTestDatabase(): Promise<Database> {
  const { url, remove } = await makeTestDatabase()
  const db = openDatabase(url, testHouseKeys)
  const close = db.destroy.bind(db)
  const destroy = async (): Promise<void> => {
    await close()
    await remove()
  }
  return Object.defineProperty(db, 'destroy', { value: destroy })
}

/** A database by its address, for tests in which several processes open it. Close all of them before `remove()`. */
export type TestDatabase = { readonly url: string; readonly remove: () => Promise<void> }

/** What a database starts from: empty tables, or tables with programmes and depots, as in a house that opens. */
export type Template = 'migrated' | 'prepared'

/** Copies a database of this run. @throws Error in a test that has no engine. */
export async function makeTestDatabase(template: Template = 'migrated'): Promise<TestDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '')}`
  if (engine === 'sqlite') return makeFile(name, template)
  if (engine === 'postgres') return makePostgresDatabase(name, template)
  throw new Error(
    'A test with a database is called store.test.ts or *.store.test.ts, or lies in test/stories.',
  )
}

function makeFile(name: string, template: Template): TestDatabase {
  const folder = given('TEST_SQLITE_FOLDER')
  const url = join(folder, `${name}.sqlite`)
  copyFileSync(join(folder, `${template}.sqlite`), url)
  const remove = async (): Promise<void> => {
    for (const part of [url, `${url}-wal`, `${url}-shm`]) rmSync(part, { force: true })
  }
  return { url, remove }
}

async function makePostgresDatabase(name: string, template: Template): Promise<TestDatabase> {
  const server = given('TEST_POSTGRES_URL')
  await tellPostgres(server, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const remove = (): Promise<void> => tellPostgres(server, `DROP DATABASE ${name} WITH (FORCE)`)
  return { url: server.replace(/[^/]*$/, name), remove }
}

async function tellPostgres(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  await client.query(statement)
  await client.end()
}

function given(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing: the set-up of this run has not made a database.`)
  return value
}
