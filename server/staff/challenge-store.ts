/** What was drawn for one answer and counts once, for some minutes: challenges of passkeys, ways to another house and back. */
import { type Clock, instantText } from '../base/calendar.ts'
import { sha256 } from '../base/canonical.ts'
import type { Database } from '../database.ts'

type Office = { readonly db: Database; readonly clock: Clock }

/** What the answer is for: one drawn for registering signs nobody in. */
export type Purpose = 'register-passkey' | 'use-passkey' | 'sign-in-elsewhere'

type ChallengeRow = { challenge_hash: string; purpose: Purpose; held: string; expires_at: string }

/** Minutes. As long as it takes to find one's key and touch it. */
const lasts: Record<Purpose, number> = {
  'register-passkey': 5,
  'use-passkey': 5,
  // Somebody may have to sign in over there first.
  'sign-in-elsewhere': 10,
}

/** Keeps the hash of what was drawn; `held` comes back with the answer. */
export async function keepChallenge(
  { db, clock }: Office,
  {
    secret,
    purpose,
    held = '',
  }: { readonly secret: string; readonly purpose: Purpose; readonly held?: string },
): Promise<void> {
  await db<ChallengeRow>('staff_challenges').insert({
    challenge_hash: sha256(`${purpose} ${secret}`),
    purpose,
    held,
    expires_at: instantText(clock.now().add({ minutes: lasts[purpose] })),
  })
}

/** Takes it out of use and gives what was held with it; undefined for one that was never drawn, is over or was answered. */
export async function spendChallenge(
  { db, clock }: Office,
  { secret, purpose }: { readonly secret: string; readonly purpose: Purpose },
): Promise<string | undefined> {
  const mine = { challenge_hash: sha256(`${purpose} ${secret}`) }
  const row = await db<ChallengeRow>('staff_challenges')
    .where(mine)
    .andWhere('expires_at', '>', instantText(clock.now()))
    .first()
  // Of two answers at the same moment only one finds it still there.
  const gone = row ? await db<ChallengeRow>('staff_challenges').where(mine).del() : 0
  return gone === 1 ? row?.held : undefined
}

/** Removes what is over; gives how many. For the worker's daily round. */
export const forgetChallenges = async ({ db, clock }: Office): Promise<number> =>
  db('staff_challenges').where('expires_at', '<=', instantText(clock.now())).del()
