/**
 * Signing in by another house's word. It is the first step and no more: a second factor of ours is asked for all the same,
 * and roles stay ours. Nobody gets an account by it.
 */
import { randomBytes } from 'node:crypto'
import { refuse } from '../base/refusal.ts'
import { keepChallenge, spendChallenge } from './challenge-store.ts'
import { type Identity, journey, type Organisation, OrganisationSilent } from './organisation.ts'
import type { Session } from './session-store.ts'
import { openFirst, type SignInOffice } from './sign-in.ts'
import { findAccount, type Staff, staffById } from './store.ts'
import { bindSubject, boundTo, subjectsAt } from './subject-store.ts'

export type OrganisationOffice = SignInOffice & { readonly organisation: Organisation | undefined }

/** Where to send somebody, and the token that their browser keeps meanwhile. @throws Refusal `organisation-silent`, `not-found`. */
export async function leave(
  office: OrganisationOffice,
): Promise<{ readonly address: string; readonly token: string }> {
  const begun = await organisationOf(office)
    .begin()
    .catch((error: unknown) => {
      throw error instanceof OrganisationSilent ? refuse('unavailable', 'organisation-silent') : error
    })
  const token = randomBytes(32).toString('base64url')
  const held = JSON.stringify(begun.journey)
  await keepChallenge(office, { secret: token, purpose: 'sign-in-elsewhere', held })
  return { address: begun.address, token }
}

/**
 * The session of whoever came back, as far as a first step leads.
 * @throws Refusal `organisation-refused` for an answer that is late, sent twice or not right; `organisation-unknown`.
 */
export async function comeBack(
  office: OrganisationOffice,
  token: string,
  query: URLSearchParams,
): Promise<Session & { readonly staff: Staff }> {
  const organisation = organisationOf(office)
  const held = await spendChallenge(office, { secret: token, purpose: 'sign-in-elsewhere' })
  if (held === undefined) throw refuse('unauthenticated', 'organisation-refused')
  const identity = await organisation
    .finish(query, journey.parse(JSON.parse(held)))
    .catch((error: unknown) => {
      const isSilent =
        error instanceof OrganisationSilent || (error as Error).cause instanceof OrganisationSilent
      throw isSilent
        ? refuse('unavailable', 'organisation-silent')
        : refuse('unauthenticated', 'organisation-refused')
    })
  const staff = await accountOf(office, organisation, identity)
  return { ...(await openFirst(office, staff)), staff }
}

async function accountOf(
  office: OrganisationOffice,
  { issuer, domains }: Organisation,
  { subject, email }: Identity,
): Promise<Staff> {
  const bound = await boundTo(office.db, issuer, subject)
  const known = bound === undefined ? undefined : await staffById(office.db, bound)
  if (known) return known
  const domain = email?.toLowerCase().split('@').at(-1)
  const isOurs = bound === undefined && domain !== undefined && domains.includes(domain)
  const account = isOurs && email ? await findAccount(office.db, email) : undefined
  const isFree = account && !(await subjectsAt(office.db, issuer)).has(account.staff.id)
  if (!account || !isFree) throw refuse('forbidden', 'organisation-unknown', { subject })
  await bindSubject(office, { issuer, subject, staffId: account.staff.id })
  return account.staff
}

function organisationOf({ organisation }: OrganisationOffice): Organisation {
  if (!organisation) throw refuse('not-found', 'not-found')
  return organisation
}
