/** Signing in and being recognised, the same for browsers (cookie) and programs (bearer token). Knows no page. */
import type { Actor } from '../base/actor.ts'
import type { Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Database } from '../database.ts'
import { cookieIn } from '../web/cookies.ts'
import type { Proof } from '../web/operation.ts'
import { countTry, forgiveTry } from './failure-store.ts'
import { passwordMatches } from './passwords.ts'
import { openSession, type Session, sessionHolder } from './session-store.ts'
import { findAccount, spellEmail, type Staff, staffById } from './store.ts'

/** `https`: people reach us over https, so the session's cookie is the stricter one and no other counts. */
export type SignInOffice = { readonly db: Database; readonly clock: Clock; readonly https: boolean }

export type Credentials = { readonly email: string; readonly password: string; readonly address: string }

/**
 * Opens a session. An unknown address, a closed account and a wrong password are answered alike and take the same time.
 * @throws Refusal `wrong-credentials`, or `sign-in-blocked` after too many failures of the account or the address.
 */
export async function signIn(
  office: Omit<SignInOffice, 'https'>,
  { email, password, address }: Credentials,
): Promise<Session & { readonly staff: Staff }> {
  const staff = await provePassword(office, { email, password, address })
  return { ...(await openSession(office, staff.id)), staff }
}

/**
 * Whose password it is, for signing in and for choosing another one.
 * @throws Refusal `wrong-credentials`, `sign-in-blocked` as above.
 */
export async function provePassword(
  office: Omit<SignInOffice, 'https'>,
  { email, password, address }: Credentials,
): Promise<Staff> {
  const attempt = { email: spellEmail(email), address }
  await countTry(office, attempt)
  const account = await findAccount(office.db, email)
  const matches = await passwordMatches(account?.passwordHash, password)
  if (!account || !matches) throw refuse('unauthenticated', 'wrong-credentials')
  await forgiveTry(office.db, attempt)
  return account.staff
}

/** Cookie of a session. Over https the browser itself holds the prefix `__Host-` to secure, own host, whole site. */
export const sessionCookie = ({ https }: { readonly https: boolean }): string =>
  https ? '__Host-session' : 'session'

/** The token that a request carries: `Authorization: Bearer …`, else the cookie. */
export const tokenIn = (
  office: { readonly https: boolean },
  { authorization, cookie }: Proof,
): string | undefined =>
  /^Bearer ([\w-]{43})$/i.exec(authorization ?? '')?.[1] ?? cookieIn(cookie, sessionCookie(office))

/** The member of staff who is signed in, with the roles of this moment, or undefined. */
export async function staffBehind(office: SignInOffice, headers: Proof): Promise<Staff | undefined> {
  const token = tokenIn(office, headers)
  const id = token === undefined ? undefined : await sessionHolder(office, token)
  return id === undefined ? undefined : staffById(office.db, id)
}

/** The same as an actor for moves and journal. */
export async function identifyStaff(office: SignInOffice, headers: Proof): Promise<Actor | undefined> {
  const staff = await staffBehind(office, headers)
  return staff && { kind: 'staff', id: staff.id, roles: staff.roles }
}
