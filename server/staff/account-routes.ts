/** Staff accounts over the JSON API: an admin makes, changes and closes them; everybody changes their own password. */
import { z } from 'zod'
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import type { Database } from '../database.ts'
import { operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import { choosePassword, passwordForm } from './choosing.ts'
import { hire } from './hiring.ts'
import { makerOf } from './key-routes.ts'
import { confirmRoles, endAccount, giveRoles, type RightsOffice } from './rights-store.ts'
import { roles } from './roles.ts'
import { roleView } from './routes.ts'
import { type SignInOffice, staffBehind } from './sign-in.ts'
import { type Standing, standingOf, standings } from './standing-store.ts'

type Office = SignInOffice & RightsOffice

const rolesHeld = z.array(roleView).max(roles.length)

const accountView = z
  .object({
    id: z.int(),
    email: z.string(),
    name: z.string(),
    roles: rolesHeld,
    proposed: rolesHeld
      .optional()
      .describe('Roles that wait for another admin or an approver to confirm them.'),
    secondFactor: z.boolean().describe('True with an authenticator app in use or a passkey.'),
    signedInAt: z.iso.datetime().optional().describe('When it was last signed in to.'),
  })
  .meta({ id: 'Account' })
const byId = z.object({ id: rowId })

/** What an account is made of. */
export const hiringForm = z.strictObject({
  email: z.email().max(254),
  name: z.string().trim().min(1).max(100),
  roles: rolesHeld,
})

/** All roles that an account is to have. */
export const rolesForm = z.strictObject({ roles: rolesHeld })

/** What stays secret is told once and never stored in the clear, so no answer here is kept for a replay. */
export const accountOperations = (office: Office): readonly Operation[] => [
  operation(
    {
      method: 'get',
      path: '/staff',
      move: 'see-staff',
      summary: 'The open accounts',
      tag: 'staff',
      output: z.array(accountView),
    },
    async ({ db }) => (await standings(db)).map(viewOf),
  ),
  operation(
    {
      method: 'post',
      path: '/staff',
      move: 'manage-staff',
      summary: 'Make an account; its first password is told only here',
      tag: 'staff',
      input: hiringForm,
      output: accountView.extend({ password: z.string() }),
      status: 201,
      transaction: 'own',
    },
    async ({ db, actor, input }) => {
      const { id, password } = await hire({ ...office, db }, input, makerOf(actor))
      return { ...(await shown(db, id)), password }
    },
  ),
  ...rightsOperations(office),
  ownPassword(office),
]

/** What an account may do: given, confirmed, ended. */
const rightsOperations = (office: Office): readonly Operation[] => [
  operation(
    {
      method: 'put',
      path: '/staff/{id}/roles',
      move: 'manage-staff',
      summary: 'Give an account other roles; it has to sign in again',
      description:
        'Whatever adds admin, approver or finance waits until another admin or an approver confirms it.',
      tag: 'staff',
      params: byId,
      input: rolesForm,
      output: accountView,
    },
    async ({ db, actor, params, input }) => {
      refuseOwn(actor, params.id)
      await giveRoles(db, office, { staffId: params.id, roles: input.roles }, makerOf(actor))
      return shown(db, params.id)
    },
  ),
  operation(
    {
      method: 'post',
      path: '/staff/{id}/roles/confirmation',
      move: 'confirm-roles',
      summary: 'Confirm the roles that another person proposed',
      tag: 'staff',
      params: byId,
      output: accountView,
      status: 201,
    },
    async ({ db, actor, params }) => {
      await confirmRoles(db, office, params.id, makerOf(actor))
      return shown(db, params.id)
    },
  ),
  operation(
    {
      method: 'delete',
      path: '/staff/{id}',
      move: 'manage-staff',
      summary: 'Close an account',
      description:
        'Nobody signs in to it again, and its keys open nothing. Told in the journal, as every change of rights.',
      tag: 'staff',
      params: byId,
    },
    async ({ db, actor, params }) => {
      refuseOwn(actor, params.id)
      await endAccount(db, office, params.id, makerOf(actor))
    },
  ),
]

const ownPassword = (office: Office): Operation =>
  operation(
    {
      method: 'put',
      path: '/sessions/current/password',
      move: 'change-own-password',
      summary: 'Choose another password; every session of the account ends',
      tag: 'staff',
      description:
        'Common passwords, and those made of words of this house or of your name and address, are refused.',
      input: passwordForm,
      transaction: 'own',
    },
    async ({ db, headers, input, address }) => {
      const staff = await staffBehind({ ...office, db }, headers)
      if (!staff) throw refuse('unauthenticated', 'sign-in-required')
      await choosePassword({ ...office, db }, staff, input, address)
    },
  )

/** Nobody raises or removes themselves: rights are always given by somebody else. @throws Refusal `own-account`. */
export function refuseOwn(actor: Actor, id: number): void {
  if (actor.kind === 'staff' && actor.id === id) throw refuse('forbidden', 'own-account')
}

/** @throws Refusal `not-found` for an account that was closed meanwhile. */
async function shown(db: Database, id: number): Promise<z.input<typeof accountView>> {
  const standing = await standingOf(db, id)
  if (!standing) throw refuse('not-found', 'not-found')
  return viewOf(standing)
}

const viewOf = ({ proposal, signedInAt, ...staff }: Standing): z.input<typeof accountView> => ({
  ...staff,
  roles: [...staff.roles],
  ...(proposal && { proposed: [...proposal.roles] }),
  ...(signedInAt !== undefined && { signedInAt }),
})
