/** Who needs a second factor, how far signing in has come, and for how long a proof counts. Pure. */
import type { Temporal } from 'temporal-polyfill'
import type { Role } from './roles.ts'

/** `factor-due`: the password was right, and nothing else is known. `enrolment-due`: nothing opens but one's own account. */
export type Stage = 'factor-due' | 'enrolment-due' | 'open'

/** Those who give rights, release money or prepare its payment. */
const sensitive: readonly Role[] = ['admin', 'approver', 'finance']

/** How far a right password leads. `strict`: everywhere but in a demonstration. */
export function stageAfterPassword(
  roles: readonly Role[],
  { hasFactor, strict }: { readonly hasFactor: boolean; readonly strict: boolean },
): Stage {
  if (hasFactor) return 'factor-due'
  return strict && mustHaveFactor(roles) ? 'enrolment-due' : 'open'
}

/** True for somebody who may not be without. */
export const mustHaveFactor = (roles: readonly Role[]): boolean =>
  roles.some((role) => sensitive.includes(role))

/** ASVS 5.0, 7.5.3: what is dangerous wants a proof that is no older than this. */
const freshMinutes = 15

/** True while who signed in may be taken to sit there still. */
export const isFresh = (provenAt: Temporal.Instant | undefined, now: Temporal.Instant): boolean =>
  provenAt !== undefined && now.since(provenAt).total('minutes') < freshMinutes
