/** Evidence of an application, read for its reviewer (R27): which files are waiting, and the job that reads one. Advisory. */
import type { Temporal } from 'temporal-polyfill'
import type { Clock } from './base/calendar.ts'
import type { Happened } from './claims/advance.ts'
import type { Transaction } from './database.ts'
import type { readEvidence, ReadingRoom } from './evidence/reading/read.ts'
import { pagesOf } from './evidence/reading/store.ts'
import type { Handler } from './jobs/queue.ts'

export type ReadingDesk = {
  readonly clock: Clock
  readonly enqueue: (
    trx: Transaction,
    job: {
      kind: string
      key: string
      payload: Record<string, string>
      dueAt: Temporal.Instant
      lane: 'reading'
    },
  ) => Promise<void>
}

/** One job a file, because one takes seconds. What was read before is not read again when a claim comes back (R25). */
export async function orderReading(
  { clock, enqueue }: ReadingDesk,
  { trx, claim, entry }: Pick<Happened, 'trx' | 'claim'> & { readonly entry: { readonly kind: string } },
): Promise<void> {
  const files = claim.application.evidence.map(({ file }) => file).filter((file) => file !== '')
  // A file belongs to one claim and is read for it, so nothing of a new claim was read before.
  const before = entry.kind === 'submitted' ? [] : await pagesOf(trx, files)
  const read = new Set(before.map(({ fileId }) => fileId))
  // An invoice is written in the language of the country, not in that of the page on which it was sent in.
  const language = claim.application.participant.address.country === 'DK' ? 'dan' : 'eng'
  for (const file of files.filter((id) => !read.has(id)))
    await enqueue(trx, {
      kind: 'read-evidence',
      key: file,
      payload: { file, language },
      dueAt: clock.now(),
      lane: 'reading',
    })
}

/** Reads one file, as `readEvidence` does; a stand may bring another reader along. */
export type Reader = typeof readEvidence

/** Reads the file of a job `read-evidence`. */
export const readingJob =
  (room: ReadingRoom & { readonly readEvidence: Reader }): Handler =>
  async ({ file, language }) =>
    room.readEvidence(room, String(file), language === 'dan' ? 'dan' : 'eng')
