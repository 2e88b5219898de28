/**
 * Acts: one message to its receiver. It may arrive twice when the process dies between the answer and its note; it then
 * bears the same `webhook-id`, by which the receiver knows it again.
 */
import type { Temporal } from 'temporal-polyfill'
import { instantText, type Clock } from '../base/calendar.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import { isLastAttempt } from '../jobs/job.ts'
import type { Handler } from '../jobs/queue.ts'
import { letRest } from '../jobs/store.ts'
import { endpointById, secretsOf } from './endpoint-store.ts'
import { messageById, noteTry, settleMessage, waitingFor, type Message, type Try } from './message-store.ts'
import type { Poster } from './posting.ts'
import { signedHeaders } from './secret.ts'

type Office = { readonly db: Database; readonly clock: Clock; readonly postWebhook: Poster }

/** So that the queue tries again, further and further apart. Its name is all that is kept of it. */
class NotTaken extends Error {
  override readonly name = 'WebhookNotTaken'
}

const restSeconds = 60

const rest = (trx: Transaction, { endpointId }: Message, now: Temporal.Instant): Promise<void> =>
  letRest(trx, 'send-webhook', waitingFor(trx, endpointId), now, now.add({ seconds: restSeconds }))

/** Does a job `send-webhook`. What the receiver answers other than 2xx counts as no. */
export const webhookJob =
  ({ db, clock, postWebhook }: Office): Handler =>
  async ({ message: id }, job) => {
    const message = await messageById(db, String(id))
    if (message?.state !== 'waiting') return
    const settle =
      (state: 'delivered' | 'dead', tried?: Try) =>
      async (trx: Transaction): Promise<void> => {
        if (tried) await noteTry(trx, message.id, tried)
        await settleMessage(trx, message.id, state, clock.now())
      }
    const at = clock.now()
    const secrets = await secretsOf(db, message.endpointId, at)
    if (secrets.length === 0) return settle('dead')
    const { url } = await endpointById(db, message.endpointId)
    const begun = performance.now()
    const { status, failure } = await postWebhook(
      url,
      signedHeaders({ ...message, at }, secrets),
      message.body,
    )
    const tookMs = Math.round(performance.now() - begun)
    const tried: Try = { at: instantText(at), status, failure, tookMs }
    if (status !== undefined && status >= 200 && status < 300) return settle('delivered', tried)
    if (isLastAttempt(job)) return settle('dead', tried)
    await inTransaction(db, async (trx) => {
      await noteTry(trx, message.id, tried)
      // Whoever did not answer at all is not asked at once again: the other receivers have their turn meanwhile.
      if (status === undefined) await rest(trx, message, clock.now())
    })
    throw new NotTaken()
  }
