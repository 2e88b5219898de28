/** Forgets what was sent in and never used: half-finished applications leave invoices of strangers behind (GDPR art. 5). */
import type { Clock } from '../base/calendar.ts'
import type { Database } from '../database.ts'
import { forgetUnclaimed, unclaimedSince } from './store.ts'
import type { Vault } from './vault.ts'

/** Hours. A draft may be continued on the day after tomorrow; counted from the upload. */
export const hoursKept = 72

/** What was put again in the last hour may belong to a row that is being written. */
const graceHours = 1

const filesAtOnce = 200

/** Removes up to 200 files; gives how many, so that the job can be run again while there are more. */
export async function tidyEvidence({
  db,
  vault,
  clock,
}: {
  readonly db: Database
  readonly vault: Pick<Vault, 'remove'>
  readonly clock: Clock
}): Promise<number> {
  const now = clock.now()
  const files = await unclaimedSince(db, now.subtract({ hours: hoursKept }), filesAtOnce)
  for (const file of files)
    for (const hash of await forgetUnclaimed(db, file))
      await vault.remove(hash, new Date(now.subtract({ hours: graceHours }).epochMilliseconds))
  return files.length
}
