/** Brings an empty database up to date from the same migrations and through the same door as the server. */
import { register } from 'tsx/esm/api'

/** @param {string} url a file or `postgres://…` */
export async function migrate(url) {
  const unregister = register()
  const { openDatabase } = await import('../../server/database.ts')
  const db = openDatabase(url)
  await db.migrate.latest()
  await db.destroy()
  await unregister()
}
