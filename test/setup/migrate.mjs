/**
 * Brings an empty database up to date from the same migrations and through the same door as the server. The TypeScript
 * is loaded for these calls only.
 */
import { register } from 'tsx/esm/api'

/** @param {string} url a file or `postgres://…` */
export const migrate = (url) => withDatabase(url, (db) => db.migrate.latest())

/** Loads programmes and depots, as a house does before it opens. @param {string} url of a migrated database */
export const prepare = (url) =>
  withDatabase(url, async (db) => {
    const { prepare: prepareHouse } = await import('../../server/prepare.ts')
    const { Temporal } = await import('temporal-polyfill')
    await prepareHouse({ db, clock: { now: () => Temporal.Instant.from('2026-01-01T00:00:00Z') } })
  })

/**
 * @param {string} url
 * @param {(db: import('../../server/database.ts').Database) => Promise<unknown>} work
 */
async function withDatabase(url, work) {
  const unregister = register()
  const { openDatabase } = await import('../../server/database.ts')
  const { houseKeysFrom, makeSealingKey } = await import('../../server/base/sealing.ts')
  // Nothing is sealed in it; each test that seals brings keys of its own.
  const db = openDatabase(url, houseKeysFrom([makeSealingKey('h1')], 'marking'))
  await work(db)
  await db.destroy()
  await unregister()
}
