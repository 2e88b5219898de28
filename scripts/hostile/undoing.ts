/** What was tried in a house on SQLite is undone as if it had never been: its file is put back as it was. Knows no table. */
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { House } from '../walk/house.ts'

export type Undoing = {
  /** Keeps the house as it is now. */
  readonly keep: () => Promise<void>
  /** Puts back what was kept last: rows, and the mails in the outbox. Files under their hash harm nobody. */
  readonly undo: () => Promise<void>
}

export function undoingIn({ context: { db, settings } }: House): Undoing {
  const file = settings.databaseUrl
  const kept = `${file}.kept`
  const outbox = join(settings.dataDir, 'outbox')
  mkdirSync(outbox, { recursive: true })
  let mails = new Set<string>()
  return {
    keep: async () => {
      await db.raw('PRAGMA wal_checkpoint(TRUNCATE)')
      copyFileSync(file, kept)
      mails = new Set(readdirSync(outbox))
    },
    undo: async () => {
      // One connection has the file; what it wrote beside it goes with it.
      await db.destroy()
      for (const beside of ['-wal', '-shm']) rmSync(file + beside, { force: true })
      copyFileSync(kept, file)
      db.initialize()
      for (const name of readdirSync(outbox)) if (!mails.has(name)) rmSync(join(outbox, name))
    },
  }
}
