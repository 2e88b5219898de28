/** Webhooks over the JSON API: who is told of what, which messages there were, sending them again. */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Actor } from '../base/actor.ts'
import type { Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Database } from '../database.ts'
import { operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import { checkedAddress } from './address.ts'
import { endEndpoint, listEndpoints, makeEndpoint, rotateSecret } from './endpoint-store.ts'
import { webhookKinds } from './kinds.ts'
import { messagesOf, triesOf } from './message-store.ts'
import { replayMessage, replayPeriod } from './replaying.ts'
import { resumeReceiver } from './rest-store.ts'
import type { TellingDesk } from './telling.ts'

/** What these operations need besides the database of a call. */
export type WebhookOffice = {
  readonly db: Database
  readonly clock: Clock
  readonly settings: { readonly webhookPrivateHosts: readonly string[] }
} & Pick<TellingDesk, 'enqueue'>

const moment = z.iso.datetime()

const webhookKind = z.enum(webhookKinds).meta({ id: 'WebhookKind' })

/** What an endpoint is made of. */
export const endpointForm = z.strictObject({
  url: z.string().trim().min(1).max(2000).describe('An https address of a public host.'),
  kinds: z.array(webhookKind).min(1).max(webhookKinds.length),
})

/** From one moment up to another, both inclusive. */
export const periodForm = z.strictObject({ from: moment, to: moment })

const endpointView = z.object({
  id: z.int(),
  url: z.string(),
  kinds: z.array(webhookKind),
  madeBy: z.int().describe('Id of the account.'),
  madeAt: moment,
  formerUntil: moment.optional().describe('Until then messages are signed with the former secret as well.'),
  endedAt: moment.optional(),
  refusedInRow: z.int().describe('Messages in a row that it did not take.'),
  restsUntil: moment
    .optional()
    .describe('It took nothing for too long and is asked again then; what waits for it waits as well.'),
})

const messageView = z.object({
  id: z.string().describe('The header `webhook-id`, the same at every try.'),
  kind: webhookKind,
  state: z.enum(['waiting', 'delivered', 'dead']),
  createdAt: moment,
  settledAt: moment.optional(),
  body: z.string().describe('The bytes that are sent and signed.'),
  tries: z.array(
    z.object({
      at: moment,
      status: z.int().optional().describe('Of the answer; its body is not kept.'),
      failure: z.string().optional().describe('Why there was no answer, as a code.'),
      tookMs: z.int(),
    }),
  ),
})

const told = z.object({
  id: z.int(),
  secret: z.string().describe('`whsec_…`, for a Standard Webhooks library. Told only here.'),
})

/** Lists are read by people and by pages of theirs. */
export const webhooksShownAtMost = 100

const messageId = z.string().regex(/^msg_[0-9a-f]{32}$/)

/** Everything about webhooks. */
export const webhookOperations = (office: WebhookOffice): readonly Operation[] => [
  ...endpointOperations(office),
  ...restOperations(office),
  operation(
    {
      method: 'get',
      path: '/webhooks/{id}/messages',
      move: 'see-webhooks',
      summary: 'Messages of an endpoint with every try, the newest first',
      tag: 'webhooks',
      params: z.object({ id: rowId }),
      query: z.strictObject({
        state: z.enum(['waiting', 'delivered', 'dead']).optional(),
        before: messageId.optional().describe('The last message of the page before.'),
      }),
      output: z.array(messageView),
    },
    async ({ db, params, query }) => {
      const messages = await messagesOf(db, params.id, { ...query, limit: webhooksShownAtMost })
      const tries = await triesOf(
        db,
        messages.map(({ id }) => id),
      )
      return messages.map((message) => ({ ...message, tries: [...(tries.get(message.id) ?? [])] }))
    },
  ),
  operation(
    {
      method: 'post',
      path: '/webhook-messages/{id}/replay',
      move: 'manage-webhooks',
      summary: 'Send a message again, under its own id',
      tag: 'webhooks',
      params: z.object({ id: messageId }),
      input: z.strictObject({}),
    },
    async ({ db, params }) => replayMessage({ ...office, db }, params.id),
  ),
  operation(
    {
      method: 'post',
      path: '/webhooks/{id}/replays',
      move: 'manage-webhooks',
      summary: 'Send everything of a period again, each under its own id',
      tag: 'webhooks',
      params: z.object({ id: rowId }),
      input: periodForm,
      output: z.object({ messages: z.int() }),
      status: 202,
    },
    async ({ db, params, input }) => ({
      messages: await replayPeriod({ ...office, db }, params.id, periodIn(input)),
    }),
  ),
]

const endpointOperations = (office: WebhookOffice): readonly Operation[] => [
  operation(
    {
      method: 'get',
      path: '/webhooks',
      move: 'see-webhooks',
      summary: 'Endpoints that are told, or were, the newest first',
      tag: 'webhooks',
      output: z.array(endpointView),
    },
    async ({ db }) =>
      (await listEndpoints(db, webhooksShownAtMost)).map((one) => ({ ...one, kinds: [...one.kinds] })),
  ),
  operation(
    {
      method: 'post',
      path: '/webhooks',
      move: 'manage-webhooks',
      summary: 'Have an address told of events; its secret is told only here',
      description:
        'Messages follow Standard Webhooks 1.0: verify `webhook-id`, `webhook-timestamp` and `webhook-signature` with one of its libraries, answer 2xx within five seconds, and take a message with a known `webhook-id` as done.',
      tag: 'webhooks',
      input: endpointForm,
      output: told,
      status: 201,
      transaction: 'own',
    },
    async ({ db, actor, input }) =>
      makeEndpoint(
        { ...office, db },
        {
          ...input,
          url: checkedAddress(input.url, office.settings.webhookPrivateHosts),
          by: staffIdOf(actor),
        },
      ),
  ),
  operation(
    {
      method: 'post',
      path: '/webhooks/{id}/rotation',
      move: 'manage-webhooks',
      summary: 'Give an endpoint another secret; messages bear both signatures for 24 hours',
      tag: 'webhooks',
      params: z.object({ id: rowId }),
      input: z.strictObject({}),
      output: told,
      status: 201,
      transaction: 'own',
    },
    async ({ db, params }) => rotateSecret({ ...office, db }, params.id),
  ),
  operation(
    {
      method: 'delete',
      path: '/webhooks/{id}',
      move: 'manage-webhooks',
      summary: 'End an endpoint; what waits for it is not sent',
      tag: 'webhooks',
      params: z.object({ id: rowId }),
    },
    async ({ db, params }) => endEndpoint({ ...office, db }, params.id),
  ),
]

const restOperations = (office: WebhookOffice): readonly Operation[] => [
  operation(
    {
      method: 'post',
      path: '/webhooks/{id}/resumption',
      move: 'manage-webhooks',
      summary: 'End the rest of an endpoint: what waits for it is sent at once',
      tag: 'webhooks',
      params: z.object({ id: rowId }),
      input: z.strictObject({}),
    },
    async ({ db, params }) => resumeReceiver({ ...office, db }, params.id),
  ),
]

/** @throws Refusal `webhook-period-backwards` for one that ends before it begins. */
export function periodIn({ from, to }: z.infer<typeof periodForm>) {
  const period = { from: Temporal.Instant.from(from), to: Temporal.Instant.from(to) }
  if (Temporal.Instant.compare(period.from, period.to) > 0)
    throw refuse('invalid', 'webhook-period-backwards', {}, '/to')
  return period
}

/** Programs make no endpoints. @throws Refusal `forbidden`. */
export function staffIdOf(actor: Actor): number {
  if (actor.kind !== 'staff') throw refuse('forbidden', 'not-permitted')
  return actor.id
}
