/** API keys over the JSON API: an admin makes, lists and ends them. A key itself is told once. */
import { z } from 'zod'
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { inTransaction } from '../database.ts'
import { operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import { endKey, listKeys, makeKey } from './key-store.ts'
import type { RightsOffice } from './rights-store.ts'
import { machineMoves } from './roles.ts'

const moment = z.iso.datetime().optional()

const keyView = z.object({
  id: z.int(),
  name: z.string(),
  moves: z.array(z.string()),
  madeBy: z.int().describe('Id of the account whose roles bound it.'),
  madeAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: moment.describe('To the hour.'),
  endedAt: moment,
})

/** What a key is made of. */
export const keyForm = z.strictObject({
  name: z.string().trim().min(1).max(100),
  moves: z.array(z.enum(machineMoves)).min(1).max(machineMoves.length),
})

/** More are not read by a person either. */
export const keysShownAtMost = 200

/** Making, listing and ending keys. */
export const keyOperations = (office: RightsOffice): readonly Operation[] => [
  operation(
    {
      method: 'get',
      path: '/api-keys',
      move: 'see-api-keys',
      summary: 'Keys of programs, the newest first',
      tag: 'staff',
      output: z.array(keyView),
    },
    async ({ db }) => (await listKeys(db, keysShownAtMost)).map((key) => ({ ...key, moves: [...key.moves] })),
  ),
  operation(
    {
      method: 'post',
      path: '/api-keys',
      move: 'manage-api-keys',
      summary: 'Make a key for a program; it is told only here',
      description:
        'It makes the moves that you name, and of those only what the roles of your account allow when it is used. It counts for a year.',
      tag: 'staff',
      input: keyForm,
      output: z.object({ id: z.int(), key: z.string().describe('Send it as `Authorization: Bearer …`.') }),
      status: 201,
      transaction: 'own',
    },
    async ({ db, actor, input }) => inTransaction(db, (trx) => makeKey(trx, office, makerOf(actor), input)),
  ),
  operation(
    {
      method: 'delete',
      path: '/api-keys/{id}',
      move: 'manage-api-keys',
      summary: 'End a key',
      tag: 'staff',
      params: z.object({ id: rowId }),
    },
    async ({ db, actor, params }) => endKey(db, office, params.id, actor),
  ),
]

/** No program makes keys for programs. @throws Refusal `forbidden`. */
export function makerOf(actor: Actor): Extract<Actor, { kind: 'staff' }> {
  if (actor.kind !== 'staff') throw refuse('forbidden', 'not-permitted')
  return actor
}
