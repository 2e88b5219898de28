/**
 * Passkeys in use: making one, signing in with it, proving oneself with it. A passkey is two factors in one, something one has
 * and a PIN, finger or face that its owner showed it, so it opens a session whole, without a password.
 */
import type { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { inTransaction } from '../database.ts'
import { keepChallenge, spendChallenge } from './challenge-store.ts'
import { factorsOf, newRecoveryCodes } from './factor-store.ts'
import {
  keepPasskey,
  type KeptPasskey,
  noteUse,
  passkeyNamed,
  passkeysAtMost,
  passkeysOf,
  removePasskey,
} from './passkey-store.ts'
import {
  askToRegister,
  askToUse,
  challengeIn,
  counterAfter,
  passkeyFrom,
  type Question,
  type registrationAnswer,
  type useAnswer,
} from './passkeys.ts'
import { renew } from './proving.ts'
import type { RelyingParty } from './relying-party.ts'
import { mustHaveFactor } from './second-factor.ts'
import { openSession, type Session } from './session-store.ts'
import type { OpenSession, SignInOffice } from './sign-in.ts'
import { type Staff, staffById } from './store.ts'
import { type Telling, tellOfOwn } from './telling.ts'

/** What a browser is asked to make a passkey. @throws Refusal `passkeys-not-here`, `passkeys-enough`. */
export async function beginPasskey(office: SignInOffice, { staff }: OpenSession): Promise<Question> {
  const known = await passkeysOf(office.db, staff.id)
  if (known.length >= passkeysAtMost) throw refuse('conflict', 'passkeys-enough', { limit: passkeysAtMost })
  const question = await askToRegister(partyOf(office), staff, known)
  const purpose = 'register-passkey'
  await keepChallenge(office, { secret: question.challenge, purpose, held: String(staff.id) })
  return question
}

/** What a browser is asked to use one, for signing in and for proving oneself. @throws Refusal `passkeys-not-here`. */
export async function askForPasskey(office: SignInOffice): Promise<Question> {
  const question = await askToUse(partyOf(office))
  await keepChallenge(office, { secret: question.challenge, purpose: 'use-passkey' })
  return question
}

/**
 * Keeps the passkey that a browser made. Gives recovery codes, told once, to an account that had none.
 * @throws Refusal `passkey-refused`, `passkey-known`.
 */
export async function registerPasskey(
  office: SignInOffice & Telling,
  { staff }: OpenSession,
  name: string,
  answer: z.output<typeof registrationAnswer>,
): Promise<readonly string[]> {
  const challenge = challengeIn(answer) ?? ''
  const drawnFor = await spendChallenge(office, { secret: challenge, purpose: 'register-passkey' })
  const passkey =
    drawnFor === String(staff.id) ? await passkeyFrom(partyOf(office), answer, challenge) : undefined
  if (!passkey) throw refuse('invalid', 'passkey-refused')
  return inTransaction(office.db, async (trx) => {
    await keepPasskey({ ...office, db: trx }, staff.id, name, passkey)
    await tellOfOwn(trx, office, staff, 'passkey-added')
    const { recoveryCodes } = await factorsOf(trx, staff.id)
    return recoveryCodes > 0 ? [] : newRecoveryCodes(trx, office.clock, staff.id)
  })
}

/** Signs in whoever's passkey it is. @throws Refusal `passkey-refused`, whatever was wrong. */
export async function signInByPasskey(
  office: SignInOffice,
  answer: z.output<typeof useAnswer>,
): Promise<Session & { readonly staff: Staff }> {
  const { staffId } = await usedPasskey(office, answer)
  const staff = await staffById(office.db, staffId)
  if (!staff) throw refuse('unauthenticated', 'passkey-refused')
  return { ...(await openSession(office, staff.id)), staff }
}

/** The session that follows when its own holder used a passkey. @throws Refusal `passkey-refused`. */
export async function proveByPasskey(
  office: SignInOffice,
  session: OpenSession,
  answer: z.output<typeof useAnswer>,
): Promise<Session> {
  const { staffId } = await usedPasskey(office, answer)
  if (staffId !== session.staffId) throw refuse('unauthenticated', 'passkey-refused')
  return renew(office, session)
}

/** Lets a passkey go. @throws Refusal `factor-required` for the last factor of somebody who may not be without one. */
export const letPasskeyGo = (
  { db, strict, tell }: SignInOffice & Telling,
  { staff }: OpenSession,
  id: number,
): Promise<void> =>
  inTransaction(db, async (trx) => {
    await removePasskey(trx, staff.id, id)
    await tellOfOwn(trx, { tell }, staff, 'passkey-removed')
    const { app, passkeys } = await factorsOf(trx, staff.id)
    if (app || passkeys > 0) return
    if (strict && mustHaveFactor(staff.roles)) throw refuse('forbidden', 'factor-required')
    await trx('staff_recovery_codes').where({ staff_id: staff.id }).del()
  })

async function usedPasskey(office: SignInOffice, answer: z.output<typeof useAnswer>): Promise<KeptPasskey> {
  const challenge = challengeIn(answer) ?? ''
  const isOurs = (await spendChallenge(office, { secret: challenge, purpose: 'use-passkey' })) !== undefined
  const passkey = isOurs ? await passkeyNamed(office.db, answer.id) : undefined
  const counter = passkey && (await counterAfter(partyOf(office), passkey, answer, challenge))
  const counts = passkey && counter !== undefined && (await noteUse(office, passkey, counter))
  if (!counts) throw refuse('unauthenticated', 'passkey-refused')
  return passkey
}

function partyOf({ relyingParty }: SignInOffice): RelyingParty {
  if (!relyingParty) throw refuse('conflict', 'passkeys-not-here')
  return relyingParty
}
