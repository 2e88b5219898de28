/**
 * Tries to sign in and tries of participants' codes, by account or claim and by network address. A try is counted before
 * what was typed is looked at, so that a hundred at once are a hundred. Subjects are kept as hashes: neither addresses
 * nor names.
 */
import { Temporal } from 'temporal-polyfill'
import { type Clock, instantText } from '../base/calendar.ts'
import { sha256 } from '../base/canonical.ts'
import { refuse, type Refusal } from '../base/refusal.ts'
import { type Database, inTransaction, type Transaction } from '../database.ts'
import { freeFailures, isForgotten, waitAfter } from './patience.ts'

/**
 * Who tries what, from where: staff by their e-mail address, a participant by the reference of the claim. Codes of the
 * second step are counted apart, or every right password would forgive them.
 */
export type Try = { readonly who: string; readonly address: string; readonly what: Tried }

export type Tried = 'password' | 'code' | 'claim-code' | 'asked-code'

type Counted = { readonly who: string; readonly address: string; readonly wait: (seconds: number) => Refusal }

const signInWait: Counted['wait'] = (seconds) => refuse('too-many', 'sign-in-blocked', { seconds })

/** What is hashed with who and where, and how the wait is told. Guessing counts by one address, whatever is guessed. */
const counted: Readonly<Record<Tried, Counted>> = {
  password: { who: 'account', address: 'address', wait: signInWait },
  code: { who: 'code', address: 'address', wait: signInWait },
  'claim-code': {
    who: 'claim-code',
    address: 'address',
    wait: (seconds) => refuse('too-many', 'code-tries-blocked', { seconds }, '/code'),
  },
  'asked-code': {
    who: 'asked-code',
    address: 'address asked-code',
    wait: (seconds) => refuse('too-many', 'code-asking-blocked', { seconds }),
  },
}

type Subject = { readonly subject: string; readonly free: number }

const subjectsOf = ({ who, address, what }: Try): readonly [Subject, Subject] => [
  { subject: sha256(`${counted[what].who} ${who}`), free: freeFailures[what] },
  { subject: sha256(`${counted[what].address} ${address}`), free: freeFailures.address },
]

/** Counts the try as failed until `forgiveTry` says otherwise. @throws Refusal `too-many` while one has to wait. */
export const countTry = ({ db, clock }: { db: Database; clock: Clock }, attempt: Try): Promise<void> =>
  inTransaction(db, async (trx) => {
    // The account's row first, the address's second, for everybody: two tries never wait for each other.
    for (const each of subjectsOf(attempt)) {
      const seconds = await countOne(trx, each, clock.now())
      if (seconds > 0) throw counted[attempt.what].wait(seconds)
    }
  })

/** Gives the seconds to wait; then the try is not counted. */
async function countOne(
  trx: Transaction,
  { subject, free }: Subject,
  now: Temporal.Instant,
): Promise<number> {
  const none = { subject, failures: 0, last_at: instantText(now) }
  await trx('sign_in_failures').insert(none).onConflict('subject').ignore()
  const row: { failures: number; last_at: string } | undefined = await trx('sign_in_failures')
    .where({ subject })
    .forUpdate()
    .first('failures', 'last_at')
  const before = { count: row?.failures ?? 0, lastAt: Temporal.Instant.from(row?.last_at ?? none.last_at) }
  const seconds = waitAfter(before, free, now)
  if (seconds > 0) return seconds
  const failures = isForgotten(before, now) ? 1 : before.count + 1
  await trx('sign_in_failures')
    .where({ subject })
    .update({ failures, last_at: instantText(now) })
  return 0
}

/** The try succeeded: the account's count starts anew, the address gets back this one. */
export const forgiveTry = (db: Database, attempt: Try): Promise<void> =>
  inTransaction(db, async (trx) => {
    const [account, address] = subjectsOf(attempt)
    await trx('sign_in_failures').where({ subject: account.subject }).del()
    await trx('sign_in_failures')
      .where({ subject: address.subject })
      .andWhere('failures', '>', 0)
      .decrement('failures')
  })

/** Removes what is older than a day; gives how many. For the worker's daily round. */
export const forgetOldTries = async ({ db, clock }: { db: Database; clock: Clock }): Promise<number> =>
  db('sign_in_failures')
    .where('last_at', '<', instantText(clock.now().subtract({ hours: 24 })))
    .del()
