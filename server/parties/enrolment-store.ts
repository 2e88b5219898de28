/** Who is enrolled in the partner network, as staff looked it up (R50). Holds hashes of party keys, never names. */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { sha256 } from '../base/canonical.ts'
import type { Database, Transaction } from '../database.ts'

export type Enrolled = 'yes' | 'no'

/** Keeps what was found; looked up again, the later answer counts. `key` as `participantKey` gives it. */
export async function recordEnrolment(
  trx: Transaction,
  key: string,
  enrolled: Enrolled,
  { by, at }: { readonly by: Actor; readonly at: Temporal.Instant },
): Promise<void> {
  await trx('enrolments')
    .insert({ key: sha256(key), enrolled, checked_by: actorText(by), checked_at: instantText(at) })
    .onConflict('key')
    .merge()
}

/** What is known of a party; undefined while nobody has looked. */
export async function enrolmentOf(db: Database, key: string): Promise<Enrolled | undefined> {
  const row = await db('enrolments')
    .where({ key: sha256(key) })
    .first<{ enrolled: Enrolled } | undefined>('enrolled')
  return row?.enrolled
}
