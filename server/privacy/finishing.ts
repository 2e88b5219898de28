/** Takes erased files off the disk, after their rows are gone. Stopped anywhere, the next round goes on. */
import type { Clock } from '../base/calendar.ts'
import { letGo, type Database } from '../database.ts'
import { isDocument } from '../documents/store.ts'
import { isEvidence } from '../evidence/store.ts'
import type { Vault } from '../evidence/vault.ts'
import type { Mailer } from '../mail/mailer.ts'
import { finishErasure, unfinishedErasures } from './erasing-store.ts'
import { listErasures, listText } from './list-store.ts'

/** What leaves the disk is asked of these. */
export type Cleaning = {
  readonly db: Database
  readonly clock: Clock
  readonly vault: Pick<Vault, 'remove'>
  readonly mailer: Pick<Mailer, 'forget'>
  /** Keeps the list of erasures outside the database, whole or not at all. */
  readonly keepErasureList: (text: string) => Promise<void>
}

// The end of time: however lately the file was put, its row is gone.
const whenever = new Date(8_640_000_000_000_000)

/** Gives how many erasures were finished. A file that somebody else sent in as well stays theirs. */
export async function finishErasures(cleaning: Cleaning): Promise<number> {
  const { db, vault, mailer } = cleaning
  const unfinished = await unfinishedErasures(db)
  for (const { id, hashes, mails } of unfinished) {
    for (const hash of new Set(hashes))
      if (!(await isEvidence(db, hash)) && !(await isDocument(db, hash))) await vault.remove(hash, whenever)
    for (const messageId of mails) await mailer.forget(messageId)
    await finishErasure(db, id, cleaning)
  }
  if (unfinished.length > 0) {
    await cleaning.keepErasureList(listText(await listErasures(db)))
    await letGo(db)
  }
  return unfinished.length
}
