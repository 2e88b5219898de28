/**
 * Where staff are signed in: random tokens, kept as their SHA-256 only, the same for browsers and programs.
 * See docs/decisions/0004-one-table-of-sessions.md.
 */
import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { type Clock, instantText } from '../base/calendar.ts'
import { sha256 } from '../base/canonical.ts'
import type { Database } from '../database.ts'

type Office = { readonly db: Database; readonly clock: Clock }

/** ASVS 5.0, 7.3: a shift's length at most, and no longer than a long lunch without a request. */
export const sessionLasts = { atMostHours: 12, idleMinutes: 60 }

/** Not every request writes: a minute more or less of idleness is nobody's concern. */
const seenEverySeconds = 60

export type Session = { readonly token: string; readonly expiresAt: Temporal.Instant }

/** Opens a session; the token is told once and cannot be read back. 256 random bits. */
export async function openSession({ db, clock }: Office, staffId: number): Promise<Session> {
  const token = randomBytes(32).toString('base64url')
  const now = clock.now()
  const expiresAt = now.add({ hours: sessionLasts.atMostHours })
  await db('staff_sessions').insert({
    token_hash: sha256(token),
    staff_id: staffId,
    created_at: instantText(now),
    last_seen_at: instantText(now),
    expires_at: instantText(expiresAt),
  })
  return { token, expiresAt }
}

/** Whose session it is, or undefined when it is unknown, ended or was left idle. Notes that it was used. */
export async function sessionHolder({ db, clock }: Office, token: string): Promise<number | undefined> {
  const now = clock.now()
  const session: { staff_id: number; last_seen_at: string } | undefined = await db('staff_sessions')
    .where({ token_hash: sha256(token) })
    .andWhere('expires_at', '>', instantText(now))
    .andWhere('last_seen_at', '>', instantText(now.subtract({ minutes: sessionLasts.idleMinutes })))
    .first('staff_id', 'last_seen_at')
  if (!session) return undefined
  const unseen = now.since(Temporal.Instant.from(session.last_seen_at)).total('seconds')
  if (unseen >= seenEverySeconds)
    await db('staff_sessions')
      .where({ token_hash: sha256(token) })
      .update({ last_seen_at: instantText(now) })
  return session.staff_id
}

/** Ends the session; a token that is none ends nothing. */
export async function endSession(db: Database, token: string): Promise<void> {
  await db('staff_sessions')
    .where({ token_hash: sha256(token) })
    .del()
}

/** Removes sessions that are over; gives how many. For the worker's daily round. */
export const forgetEndedSessions = async ({ db, clock }: Office): Promise<number> =>
  db('staff_sessions').where('expires_at', '<=', instantText(clock.now())).del()
