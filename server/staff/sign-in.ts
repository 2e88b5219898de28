/** Signing in and being recognised, the same for browsers (cookie) and programs (bearer token). Knows no page. */
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../base/actor.ts'
import type { Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Database } from '../database.ts'
import { cookieIn, hostCookie } from '../web/cookies.ts'
import type { Proof } from '../web/operation.ts'
import { factorsOf, hasFactor } from './factor-store.ts'
import { countTry, forgiveTry } from './failure-store.ts'
import { passwordMatches } from './passwords.ts'
import type { RelyingParty } from './relying-party.ts'
import { isFresh, stageAfterPassword, type Stage } from './second-factor.ts'
import { type Held, openSession, type Session, sessionHolder } from './session-store.ts'
import { findAccount, spellEmail, type Staff, staffById } from './store.ts'

/**
 * `https`: people reach us over https, so the session's cookie is the stricter one and no other counts. `strict`: those
 * who move money or give rights need a second factor. `relyingParty`: for whom passkeys are made, where browsers make them.
 */
export type SignInOffice = {
  readonly db: Database
  readonly clock: Clock
  readonly https: boolean
  readonly strict?: boolean
  readonly relyingParty?: RelyingParty | undefined
}

export type Credentials = { readonly email: string; readonly password: string; readonly address: string }

/**
 * Opens a session, as far as a password does. An unknown address, a closed account and a wrong password are answered alike
 * and take the same time.
 * @throws Refusal `wrong-credentials`, or `sign-in-blocked` after too many failures of the account or the address.
 */
export async function signIn(
  office: Omit<SignInOffice, 'https'>,
  { email, password, address }: Credentials,
): Promise<Session & { readonly staff: Staff }> {
  const staff = await provePassword(office, { email, password, address })
  return { ...(await openFirst(office, staff)), staff }
}

/** The session of somebody who took the first step, as far as it leads. */
export async function openFirst(
  office: Omit<SignInOffice, 'https'>,
  { id, roles }: Pick<Staff, 'id' | 'roles'>,
): Promise<Session> {
  const factors = await factorsOf(office.db, id)
  const house = { hasFactor: hasFactor(factors), strict: office.strict ?? false }
  return openSession(office, id, stageAfterPassword(roles, house))
}

/**
 * Whose password it is, for signing in and for choosing another one.
 * @throws Refusal `wrong-credentials`, `sign-in-blocked` as above, `given-password-over`.
 */
export async function provePassword(
  office: Omit<SignInOffice, 'https'>,
  { email, password, address }: Credentials,
): Promise<Staff> {
  const attempt = { who: spellEmail(email), address, what: 'password' } as const
  await countTry(office, attempt)
  const account = await findAccount(office.db, email)
  const matches = await passwordMatches(account?.passwordHash, password)
  if (!account || !matches) throw refuse('unauthenticated', 'wrong-credentials')
  await forgiveTry(office.db, attempt)
  const { staff, givenAt } = account
  if (givenAt && Temporal.Instant.compare(office.clock.now(), givenAt.add(givenPasswordLasts)) > 0)
    throw refuse('unauthenticated', 'given-password-over')
  return staff
}

/** ASVS 5.0, 6.4.1: what an admin told ends, used or not, unless its owner has chosen another one by then. */
const givenPasswordLasts = { hours: 72 }

/** Cookie of a session. Over https the browser itself holds the prefix `__Host-` to secure, own host, whole site. */
export const sessionCookie = ({ https }: { readonly https: boolean }): string => hostCookie(https, 'session')

/** The token that a request carries: `Authorization: Bearer …`, else the cookie. */
export const tokenIn = (
  office: { readonly https: boolean },
  { authorization, cookie }: Proof,
): string | undefined =>
  /^Bearer ([\w-]{43})$/i.exec(authorization ?? '')?.[1] ?? cookieIn(cookie, sessionCookie(office))

/** A session with whose it is, and the roles that it opens at this moment. */
export type OpenSession = Held & { readonly token: string; readonly staff: Staff }

/** Whose session a request carries, however far signing in has come; undefined when it carries none. */
export async function sessionBehind(office: SignInOffice, headers: Proof): Promise<OpenSession | undefined> {
  const token = tokenIn(office, headers)
  const held = token === undefined ? undefined : await sessionHolder(office, token)
  const staff = held && (await staffById(office.db, held.staffId))
  return held && staff && token !== undefined ? { ...held, token, staff } : undefined
}

/** The member of staff who is signed in, with the roles that count at this moment, or undefined. */
export async function staffBehind(office: SignInOffice, headers: Proof): Promise<Staff | undefined> {
  const session = await sessionBehind(office, headers)
  if (!session || session.stage === 'factor-due') return undefined
  return opensAll(office, session) ? session.staff : { ...session.staff, roles: [] }
}

/** The same as an actor for moves and journal. */
export async function identifyStaff(office: SignInOffice, headers: Proof): Promise<Actor | undefined> {
  const session = await sessionBehind(office, headers)
  if (!session) return undefined
  const lacks =
    lackOf(session.stage) ??
    (opensAll(office, session) ? undefined : 'own-password') ??
    (isFresh(session.provenAt, office.clock.now()) ? undefined : 'fresh-proof')
  const roles = opensAll(office, session) ? session.staff.roles : []
  return { kind: 'staff', id: session.staff.id, roles, ...(lacks && { lacks }) }
}

/** Where it counts, whoever has a password of somebody else's making chooses one first. */
const opensAll = ({ strict }: SignInOffice, { stage, staff }: OpenSession): boolean =>
  stage === 'open' && !(strict && staff.owesPassword)

const lackOf = (stage: Stage): 'second-step' | 'enrolment' | undefined =>
  (({ 'factor-due': 'second-step', 'enrolment-due': 'enrolment', open: undefined }) as const)[stage]
