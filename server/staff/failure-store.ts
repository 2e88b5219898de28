/**
 * Failed tries to sign in, by account and by network address. A try is counted before its password is looked at, so
 * that a hundred at once are a hundred. Subjects are kept as hashes: neither addresses nor names.
 */
import { Temporal } from 'temporal-polyfill'
import { type Clock, instantText } from '../base/calendar.ts'
import { sha256 } from '../base/canonical.ts'
import { refuse } from '../base/refusal.ts'
import { type Database, inTransaction, type Transaction } from '../database.ts'
import { freeFailures, isForgotten, waitAfter } from './patience.ts'

/** Who tries what, from where. Codes of the second step are counted apart, or every right password would forgive them. */
export type Try = { readonly email: string; readonly address: string; readonly what?: 'code' }

const subjectsOf = ({ email, address, what }: Try): readonly { subject: string; free: number }[] => [
  { subject: sha256(`${what ?? 'account'} ${email}`), free: freeFailures.account },
  { subject: sha256(`address ${address}`), free: freeFailures.address },
]

/** Counts the try as failed until `forgiveTry` says otherwise. @throws Refusal `too-many` while one has to wait. */
export const countTry = ({ db, clock }: { db: Database; clock: Clock }, attempt: Try): Promise<void> =>
  inTransaction(db, async (trx) => {
    // The account's row first, the address's second, for everybody: two tries never wait for each other.
    for (const each of subjectsOf(attempt)) await countOne(trx, each, clock.now())
  })

async function countOne(
  trx: Transaction,
  { subject, free }: { subject: string; free: number },
  now: Temporal.Instant,
): Promise<void> {
  const none = { subject, failures: 0, last_at: instantText(now) }
  await trx('sign_in_failures').insert(none).onConflict('subject').ignore()
  const row: { failures: number; last_at: string } | undefined = await trx('sign_in_failures')
    .where({ subject })
    .forUpdate()
    .first('failures', 'last_at')
  const before = { count: row?.failures ?? 0, lastAt: Temporal.Instant.from(row?.last_at ?? none.last_at) }
  const seconds = waitAfter(before, free, now)
  if (seconds > 0) throw refuse('too-many', 'sign-in-blocked', { seconds })
  const failures = isForgotten(before, now) ? 1 : before.count + 1
  await trx('sign_in_failures')
    .where({ subject })
    .update({ failures, last_at: instantText(now) })
}

/** The try succeeded: the account's count starts anew, the address gets back this one. */
export const forgiveTry = (db: Database, attempt: Try): Promise<void> =>
  inTransaction(db, async (trx) => {
    const [account, address] = subjectsOf(attempt)
    await trx('sign_in_failures').where({ subject: account?.subject }).del()
    await trx('sign_in_failures')
      .where({ subject: address?.subject })
      .andWhere('failures', '>', 0)
      .decrement('failures')
  })

/** Removes what is older than a day; gives how many. For the worker's daily round. */
export const forgetOldTries = async ({ db, clock }: { db: Database; clock: Clock }): Promise<number> =>
  db('sign_in_failures')
    .where('last_at', '<', instantText(clock.now().subtract({ hours: 24 })))
    .del()
