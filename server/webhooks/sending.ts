/**
 * Acts: one message to its receiver. It may arrive twice when the process dies between the answer and its note; it then
 * bears the same `webhook-id`, by which the receiver knows it again.
 */
import type { Temporal } from 'temporal-polyfill'
import { instantText, type Clock } from '../base/calendar.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import { isLastAttempt, PutOff } from '../jobs/job.ts'
import type { Handler } from '../jobs/queue.ts'
import { endpointById, secretsOf } from './endpoint-store.ts'
import {
  giveUpBefore,
  messageById,
  noteTry,
  settleMessage,
  type Message,
  type MessageState,
  type Try,
} from './message-store.ts'
import type { Poster } from './posting.ts'
import { endRest, noteRefusal } from './rest-store.ts'
import { signedHeaders } from './secret.ts'

type Office = { readonly db: Database; readonly clock: Clock; readonly postWebhook: Poster }

/** So that the queue tries again, further and further apart. Its name is all that is kept of it. */
class NotTaken extends PutOff {
  override readonly name = 'WebhookNotTaken'
}

/** Hours that a message waits for a receiver that rests: a little longer than its own tries would take. */
const keptHours = 72

/** Does a job `send-webhook`. What the receiver answers other than 2xx counts as no. */
export const webhookJob =
  (office: Office): Handler =>
  async ({ message: id }, job) => {
    const { db, clock } = office
    const message = await messageById(db, String(id))
    if (message?.state !== 'waiting') return
    const at = clock.now()
    const secrets = await secretsOf(db, message.endpointId, at)
    const settle = (trx: Transaction, state: MessageState) =>
      settleMessage(trx, message.id, state, clock.now())
    if (secrets.length === 0) return async (trx) => void (await settle(trx, 'dead'))
    const tried = await post(office, message, secrets, at)
    if (wasTaken(tried))
      return async (trx) => {
        await noteTry(trx, message.id, tried)
        await settle(trx, 'delivered')
        await endRest(trx, message.endpointId, clock.now())
      }
    if (isLastAttempt(job))
      return async (trx) => {
        await settle(trx, 'dead')
        await refused(trx, message, tried, clock.now())
      }
    throw new NotTaken(await inTransaction(db, (trx) => refused(trx, message, tried, clock.now())))
  }

async function post(
  { db, postWebhook }: Office,
  message: Message,
  secrets: readonly string[],
  at: Temporal.Instant,
): Promise<Try> {
  const { url } = await endpointById(db, message.endpointId)
  const begun = performance.now()
  const headers = signedHeaders({ ...message, at }, secrets)
  const { status, failure } = await postWebhook(url, headers, message.body)
  return { at: instantText(at), status, failure, tookMs: Math.round(performance.now() - begun) }
}

const wasTaken = ({ status }: Try): boolean => status !== undefined && status >= 200 && status < 300

async function refused(
  trx: Transaction,
  { id, endpointId }: Message,
  tried: Try,
  now: Temporal.Instant,
): Promise<Temporal.Instant | undefined> {
  await noteTry(trx, id, tried)
  const until = await noteRefusal(trx, endpointId, tried.status === undefined ? 'no' : 'yes', now)
  // What waits behind the one that is tried has no tries of its own to run out of.
  if (until) await giveUpBefore(trx, endpointId, now.subtract({ hours: keptHours }), now)
  return until
}
