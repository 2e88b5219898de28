/**
 * Proving oneself within a session: the second step of signing in, and again before something dangerous. Each proof ends
 * the session and opens another one under a new token, so that a token that leaked before opens nothing more (ASVS 5.0, 7.2.4).
 */
import { refuse } from '../base/refusal.ts'
import { inTransaction } from '../database.ts'
import { factorsOf, hasFactor, takeCode } from './factor-store.ts'
import { countTry, forgiveTry } from './failure-store.ts'
import { endSession, endSessionsOf, openSession, type Session } from './session-store.ts'
import { type OpenSession, provePassword, type SignInOffice } from './sign-in.ts'

/** What was typed: a code of the app or a recovery code; passkeys are `passkey-proving.ts`'s; the password where there is no second factor. */
export type Typed = { readonly code?: string | undefined; readonly password?: string | undefined }

/** What somebody is asked for. */
export const asksFor = async (office: SignInOffice, { staff }: OpenSession): Promise<'code' | 'password'> =>
  hasFactor(await factorsOf(office.db, staff.id)) ? 'code' : 'password'

/**
 * The session that follows when the proof is right.
 * @throws Refusal `wrong-code`, `wrong-credentials`, `sign-in-blocked`, each counted as a failed try.
 */
export async function prove(
  office: SignInOffice,
  session: OpenSession,
  { code, password }: Typed,
  address: string,
): Promise<Session> {
  const { email } = session.staff
  if ((await asksFor(office, session)) === 'password')
    await provePassword(office, { email, password: password ?? '', address })
  else await proveCode(office, session, code ?? '', address)
  return renew(office, session)
}

async function proveCode(
  office: SignInOffice,
  { staff }: OpenSession,
  code: string,
  address: string,
): Promise<void> {
  const attempt = { who: staff.email, address, what: 'code' } as const
  await countTry(office, attempt)
  if (!(await takeCode(office, staff.id, code))) throw refuse('unauthenticated', 'wrong-code', {}, '/code')
  await forgiveTry(office.db, attempt)
}

/** Another token for the same session, whose holder has just proved to be there. */
export const renew = (
  office: Pick<SignInOffice, 'db' | 'clock'>,
  { token, staff, stage, expiresAt }: OpenSession,
): Promise<Session> =>
  inTransaction(office.db, async (trx) => {
    await endSession(trx, token)
    const next = stage === 'factor-due' ? 'open' : stage
    return openSession({ ...office, db: trx }, staff.id, next, next === stage ? expiresAt : undefined)
  })

/** The same when the ways of signing in have changed: every other session of the account ends (ASVS 5.0, 7.4.3). */
export const renewAlone = (
  office: Pick<SignInOffice, 'db' | 'clock'>,
  { staffId, expiresAt, stage }: Pick<OpenSession, 'staffId' | 'expiresAt' | 'stage'>,
): Promise<Session> =>
  inTransaction(office.db, async (trx) => {
    await endSessionsOf(trx, staffId)
    return openSession({ ...office, db: trx }, staffId, stage, expiresAt)
  })
