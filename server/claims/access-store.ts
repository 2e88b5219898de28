/**
 * Codes that were mailed to a participant and the sessions that they opened, by claim. Only hashes are kept. A session
 * opens one claim and no other. Knows no mail and no page.
 */
import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { type Clock, instantText } from '../base/calendar.ts'
import { sha256 } from '../base/canonical.ts'
import { refuse } from '../base/refusal.ts'
import { type Database, inTransaction, type Transaction } from '../database.ts'
import { codeHash, codeLasts, drawCode, isSameHash, spelledCode } from './access-code.ts'
import { lockClaim } from './store.ts'

/** `secret` keys the hashes of codes. */
export type AccessOffice = { readonly clock: Clock; readonly secret: string }

/** As long as filling a form takes, with a telephone call in between. */
const sessionLasts = { atMostHours: 4, idleMinutes: 45 }

const seenEverySeconds = 60

export type ParticipantSession = { readonly token: string; readonly expiresAt: Temporal.Instant }

type CodeRow = {
  id: number
  claim_reference: string
  code_hash: string
  tries: number
  made_at: string
  expires_at: string
  used_at: string | null
}

/**
 * A new code for the claim; those before it count no more.
 * @throws Refusal `too-many` / `codes-too-many` after a day's worth of them.
 */
export async function makeCode(
  trx: Transaction,
  { clock, secret }: AccessOffice,
  reference: string,
): Promise<string> {
  const now = clock.now()
  // Two who ask at once are counted one after the other.
  await lockClaim(trx, reference)
  const since = instantText(now.subtract({ hours: 24 }))
  const made = await trx<CodeRow>('participant_codes')
    .where({ claim_reference: reference })
    .where('made_at', '>', since)
    .select('id')
  if (made.length >= codeLasts.perDay) throw refuse('too-many', 'codes-too-many', { limit: codeLasts.perDay })
  await voidCodes(trx, reference, now)
  const code = drawCode()
  await trx<CodeRow>('participant_codes').insert({
    claim_reference: reference,
    code_hash: codeHash(secret, reference, code),
    tries: 0,
    made_at: instantText(now),
    expires_at: instantText(now.add({ minutes: codeLasts.minutes })),
  })
  return code
}

const voidCodes = (trx: Transaction, reference: string, now: Temporal.Instant): Promise<number> =>
  trx<CodeRow>('participant_codes')
    .where({ claim_reference: reference, used_at: null })
    .where('expires_at', '>', instantText(now))
    .update({ expires_at: instantText(now) })

/**
 * Spends the code and opens a session. A try is counted before it is looked at, so a hundred at once are a hundred.
 * @throws Refusal `unauthenticated`: `code-wrong` with the tries that are left, or `code-over` when a new one is needed.
 */
export async function openWithCode(
  db: Database,
  { clock, secret }: AccessOffice,
  reference: string,
  typed: string,
): Promise<ParticipantSession> {
  const now = clock.now()
  const code = await countTry(db, reference, now)
  if (!code) throw refuse('unauthenticated', 'code-over', {}, '/code')
  if (!isSameHash(code.code_hash, codeHash(secret, reference, spelledCode(typed)))) {
    const left = codeLasts.tries - code.tries
    throw refuse('unauthenticated', left > 0 ? 'code-wrong' : 'code-over', { left }, '/code')
  }
  return inTransaction(db, async (trx) => {
    const spent = await trx<CodeRow>('participant_codes')
      .where({ id: code.id, used_at: null })
      .update({ used_at: instantText(now) })
    if (spent === 0) throw refuse('unauthenticated', 'code-over', {}, '/code')
    return openParticipantSession(trx, clock, reference)
  })
}

/** The code that counts now, with this try on it. */
async function countTry(
  db: Database,
  reference: string,
  now: Temporal.Instant,
): Promise<CodeRow | undefined> {
  const [row] = await thatCounts(db, reference, now).increment('tries').returning('*')
  return row
}

/** True while a code that was mailed can still be typed. */
export const codeCounts = async (
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  reference: string,
): Promise<boolean> => (await thatCounts(db, reference, clock.now()).first('id')) !== undefined

const thatCounts = (db: Database, reference: string, now: Temporal.Instant) =>
  db<CodeRow>('participant_codes')
    .where({ claim_reference: reference, used_at: null })
    .where('expires_at', '>', instantText(now))
    .where('tries', '<', codeLasts.tries)

/** A session without a code, for who has just sent the application in. 256 random bits, told once. */
export async function openParticipantSession(
  trx: Transaction,
  clock: Clock,
  reference: string,
): Promise<ParticipantSession> {
  const token = randomBytes(32).toString('base64url')
  const now = clock.now()
  const expiresAt = now.add({ hours: sessionLasts.atMostHours })
  await trx('participant_sessions').insert({
    token_hash: sha256(token),
    claim_reference: reference,
    created_at: instantText(now),
    last_seen_at: instantText(now),
    expires_at: instantText(expiresAt),
  })
  return { token, expiresAt }
}

/** Which claim the session opens; undefined when it is unknown, over, or was left idle. Notes that it was used. */
export async function claimOpenedBy(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  token: string,
): Promise<string | undefined> {
  const now = clock.now()
  const session: { claim_reference: string; last_seen_at: string } | undefined = await db(
    'participant_sessions',
  )
    .where({ token_hash: sha256(token) })
    .andWhere('expires_at', '>', instantText(now))
    .andWhere('last_seen_at', '>', instantText(now.subtract({ minutes: sessionLasts.idleMinutes })))
    .first('claim_reference', 'last_seen_at')
  if (!session) return undefined
  const unseen = now.since(Temporal.Instant.from(session.last_seen_at)).total('seconds')
  if (unseen >= seenEverySeconds)
    await db('participant_sessions')
      .where({ token_hash: sha256(token) })
      .update({ last_seen_at: instantText(now) })
  return session.claim_reference
}

/** Ends the session; a token that is none ends nothing. */
export async function endParticipantSession(db: Database, token: string): Promise<void> {
  await db('participant_sessions')
    .where({ token_hash: sha256(token) })
    .del()
}

/** Removes sessions and codes that are over for more than a day. For the worker's daily round. */
export async function forgetOldAccess({
  db,
  clock,
}: {
  readonly db: Database
  readonly clock: Clock
}): Promise<void> {
  const before = instantText(clock.now().subtract({ hours: 24 }))
  await db('participant_sessions').where('expires_at', '<', before).del()
  await db('participant_codes').where('expires_at', '<', before).del()
}
