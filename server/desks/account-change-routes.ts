/** Over the JSON API: resetting another's password or second factor, and binding another house's name to an account. */
import { z } from 'zod'
import type { Context } from '../context.ts'
import { operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import {
  bindAccount,
  endSessionsOfAnother,
  resetFactors,
  resetPassword,
  unbindAccount,
} from './account-changes.ts'

const byId = z.object({ id: rowId })

/** OpenID Connect: a subject has at most 255 characters of ASCII. */
export const subjectForm = z.strictObject({
  subject: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[\x21-\x7e]+$/),
})

/** What only an admin does, and never to their own account. */
export const accountChangeOperations = (
  house: Pick<Context, 'clock' | 'organisation' | 'tell'>,
): Operation[] => [
  operation(
    {
      method: 'delete',
      path: '/staff/{id}/factors',
      move: 'reset-factors',
      summary: 'Reset the second factor of an account, and end its sessions',
      description:
        'For a telephone that is lost. Of its roles admin, approver and finance wait until another admin or an approver confirms them again. Told in the journal.',
      tag: 'staff',
      params: byId,
    },
    async ({ db, actor, params }) => resetFactors(db, house, params.id, actor),
  ),
  operation(
    {
      method: 'post',
      path: '/staff/{id}/password',
      move: 'manage-staff',
      summary: 'Give an account another password, which is told only here, and end its sessions',
      description:
        'For a password that is forgotten. The second factor stays. Without one, the roles admin, approver and finance wait until another admin or an approver confirms them again. Told in the journal.',
      tag: 'staff',
      params: byId,
      output: z.object({ password: z.string() }),
      status: 201,
      // A password is never stored for a replay.
      transaction: 'own',
    },
    async ({ db, actor, params }) => resetPassword({ ...house, db }, params.id, actor),
  ),
  operation(
    {
      method: 'delete',
      path: '/staff/{id}/sessions',
      move: 'manage-staff',
      summary: 'End every session of an account',
      description: 'For a machine that was left or stolen. Told in the journal.',
      tag: 'staff',
      params: byId,
    },
    async ({ db, actor, params }) => endSessionsOfAnother(db, house, params.id, actor),
  ),
  operation(
    {
      method: 'put',
      path: '/staff/{id}/subject',
      move: 'manage-staff',
      summary: 'Bind an account to the subject by which your organisation knows it',
      description:
        'Only where sign-in by your organisation is set up. It takes the place of a subject before, and ends the account’s sessions. Told in the journal.',
      tag: 'staff',
      params: byId,
      input: subjectForm,
    },
    async ({ db, actor, params, input }) => bindAccount(db, house, { id: params.id, ...input }, actor),
  ),
  operation(
    {
      method: 'delete',
      path: '/staff/{id}/subject',
      move: 'manage-staff',
      summary: 'Take the binding to your organisation away',
      tag: 'staff',
      params: byId,
    },
    async ({ db, actor, params }) => unbindAccount(db, house, params.id, actor),
  ),
]
