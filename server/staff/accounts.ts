/** Staff accounts over the JSON API: an admin makes, changes and closes them; everybody changes their own password. */
import { z } from 'zod'
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import { hashPassword, passwordLength, randomPassword } from './passwords.ts'
import { roles } from './roles.ts'
import { provePassword, type SignInOffice, staffBehind } from './sign-in.ts'
import {
  changePassword,
  changeRoles,
  closeAccount,
  createAccount,
  listStaff,
  type Staff,
  staffById,
} from './store.ts'

const rolesHeld = z.array(z.enum(roles)).max(roles.length)
const accountView = z.object({ id: z.int(), email: z.string(), name: z.string(), roles: rolesHeld })
const byId = z.object({ id: rowId })

/** What stays secret is told once and never stored in the clear, so no answer here is kept for a replay. */
export const accountOperations = (office: SignInOffice): readonly Operation[] => [
  operation(
    {
      method: 'get',
      path: '/staff',
      move: 'see-staff',
      summary: 'The open accounts',
      tag: 'staff',
      output: z.array(accountView),
    },
    async ({ db }) => (await listStaff(db)).map(viewOf),
  ),
  operation(
    {
      method: 'post',
      path: '/staff',
      move: 'manage-staff',
      summary: 'Make an account; its first password is told only here',
      tag: 'staff',
      input: z.strictObject({
        email: z.email().max(254),
        name: z.string().trim().min(1).max(100),
        roles: rolesHeld,
      }),
      output: accountView.extend({ password: z.string() }),
      status: 201,
      transaction: 'own',
    },
    async ({ db, input }) => {
      const password = randomPassword()
      const id = await createAccount(
        { ...office, db },
        { ...input, passwordHash: await hashPassword(password) },
      )
      return { ...shown(await staffById(db, id)), password }
    },
  ),
  operation(
    {
      method: 'put',
      path: '/staff/{id}/roles',
      move: 'manage-staff',
      summary: 'Give an account other roles; it has to sign in again',
      tag: 'staff',
      params: byId,
      input: z.strictObject({ roles: rolesHeld }),
      output: accountView,
    },
    async ({ db, actor, params, input }) => {
      refuseOwn(actor, params.id)
      await changeRoles(db, params.id, input.roles)
      return shown(await staffById(db, params.id))
    },
  ),
  operation(
    {
      method: 'delete',
      path: '/staff/{id}',
      move: 'manage-staff',
      summary: 'Close an account',
      tag: 'staff',
      params: byId,
    },
    async ({ db, actor, params }) => {
      refuseOwn(actor, params.id)
      await closeAccount({ ...office, db }, params.id)
    },
  ),
  ownPassword(office),
]

const ownPassword = (office: SignInOffice): Operation =>
  operation(
    {
      method: 'put',
      path: '/sessions/current/password',
      move: 'change-own-password',
      summary: 'Choose another password; every session of the account ends',
      tag: 'staff',
      input: z.strictObject({
        current: z.string().min(1).max(passwordLength.maximum),
        next: z.string().min(passwordLength.minimum).max(passwordLength.maximum),
      }),
      transaction: 'own',
    },
    async ({ db, headers, input, address }) => {
      const staff = await staffBehind({ ...office, db }, headers)
      if (!staff) throw refuse('unauthenticated', 'sign-in-required')
      await provePassword({ ...office, db }, { email: staff.email, password: input.current, address })
      await changePassword(db, staff.id, await hashPassword(input.next))
    },
  )

/** Nobody raises or removes themselves: rights are always given by somebody else. */
function refuseOwn(actor: Actor, id: number): void {
  if (actor.kind === 'staff' && actor.id === id) throw refuse('forbidden', 'own-account')
}

/** @throws Refusal `not-found` for an account that was closed meanwhile. */
function shown(staff: Staff | undefined): z.input<typeof accountView> {
  if (!staff) throw refuse('not-found', 'not-found')
  return viewOf(staff)
}

const viewOf = (staff: Staff): z.input<typeof accountView> => ({ ...staff, roles: [...staff.roles] })
