/**
 * Where staff are signed in: random tokens, kept as their SHA-256 only, the same for browsers and programs.
 * See docs/decisions/0004-one-table-of-sessions.md.
 */
import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { type Clock, instantText } from '../base/calendar.ts'
import { sha256 } from '../base/canonical.ts'
import { refuse } from '../base/refusal.ts'
import type { Database } from '../database.ts'
import type { Stage } from './second-factor.ts'

type Office = { readonly db: Database; readonly clock: Clock }

/** ASVS 5.0, 7.3: a shift's length at most, and no longer than a long lunch without a request. */
export const sessionLasts = { atMostHours: 12, idleMinutes: 60 }

/** Not every request writes: a minute more or less of idleness is nobody's concern. */
const seenEverySeconds = 60

/** The second step is taken at once or not at all. */
const halfMinutes = 10

export type Session = { readonly token: string; readonly expiresAt: Temporal.Instant; readonly stage: Stage }

/** What is known of who holds a session's token. */
export type Held = {
  readonly staffId: number
  readonly stage: Stage
  /** When they last proved who they are. */
  readonly provenAt: Temporal.Instant | undefined
  readonly expiresAt: Temporal.Instant
}

type SessionRow = {
  token_hash: string
  staff_id: number
  created_at: string
  last_seen_at: string
  expires_at: string
  stage: Stage
  proven_at: string | null
}

/** Opens a session; the token is told once and cannot be read back. 256 random bits. `until`: the end of the one it follows. */
export async function openSession(
  { db, clock }: Office,
  staffId: number,
  stage: Stage = 'open',
  until?: Temporal.Instant,
): Promise<Session> {
  const token = randomBytes(32).toString('base64url')
  const now = clock.now()
  const lasts = stage === 'factor-due' ? { minutes: halfMinutes } : { hours: sessionLasts.atMostHours }
  const expiresAt = until ?? now.add(lasts)
  await db<SessionRow>('staff_sessions').insert({
    token_hash: sha256(token),
    staff_id: staffId,
    created_at: instantText(now),
    last_seen_at: instantText(now),
    expires_at: instantText(expiresAt),
    stage,
    proven_at: instantText(now),
  })
  if (stage !== 'factor-due')
    await db('staff')
      .where({ id: staffId })
      .update({ signed_in_at: instantText(now) })
  return { token, expiresAt, stage }
}

/** Whose session it is, or undefined when it is unknown, ended or was left idle. Notes that it was used. */
export async function sessionHolder({ db, clock }: Office, token: string): Promise<Held | undefined> {
  const now = clock.now()
  const session = await db<SessionRow>('staff_sessions')
    .where({ token_hash: sha256(token) })
    .andWhere('expires_at', '>', instantText(now))
    .andWhere('last_seen_at', '>', instantText(now.subtract({ minutes: sessionLasts.idleMinutes })))
    .first()
  if (!session) return undefined
  const unseen = now.since(Temporal.Instant.from(session.last_seen_at)).total('seconds')
  if (unseen >= seenEverySeconds)
    await db('staff_sessions')
      .where({ token_hash: sha256(token) })
      .update({ last_seen_at: instantText(now) })
  return {
    staffId: session.staff_id,
    stage: session.stage,
    provenAt: session.proven_at === null ? undefined : Temporal.Instant.from(session.proven_at),
    expiresAt: Temporal.Instant.from(session.expires_at),
  }
}

/** Ends every session of the account: its ways of signing in have changed. */
export async function endSessionsOf(db: Database, staffId: number): Promise<void> {
  await db('staff_sessions').where({ staff_id: staffId }).del()
}

/** A session as its owner sees it. Instants as text. */
export type SessionShown = {
  /** To end it by; drawn from the hash that is kept, so that it opens nothing. */
  readonly name: string
  readonly openedAt: string
  readonly lastSeenAt: string
  readonly expiresAt: string
  readonly isThis: boolean
}

const nameOf = (tokenHash: string): string => sha256(`session ${tokenHash}`).slice(0, 20)

/** The sessions of the account that are open now, the latest first. `token`: of the one that asks. */
export async function sessionsOf(
  { db, clock }: Office,
  staffId: number,
  token?: string,
): Promise<SessionShown[]> {
  const now = clock.now()
  const open = await db<SessionRow>('staff_sessions')
    .where({ staff_id: staffId })
    .andWhere('expires_at', '>', instantText(now))
    .andWhere('last_seen_at', '>', instantText(now.subtract({ minutes: sessionLasts.idleMinutes })))
    .orderBy('last_seen_at', 'desc')
  return open.map((row) => ({
    name: nameOf(row.token_hash),
    openedAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    isThis: token !== undefined && row.token_hash === sha256(token),
  }))
}

/** Ends one session of the account (ASVS 5.0, 7.5.2). @throws Refusal `not-found` for one that is over, or another's. */
export async function endSessionNamed(db: Database, staffId: number, name: string): Promise<void> {
  const rows = await db<SessionRow>('staff_sessions').where({ staff_id: staffId }).select('token_hash')
  const hash = rows.find((row) => nameOf(row.token_hash) === name)?.token_hash
  if (hash === undefined) throw refuse('not-found', 'not-found')
  await db<SessionRow>('staff_sessions').where({ token_hash: hash }).del()
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
