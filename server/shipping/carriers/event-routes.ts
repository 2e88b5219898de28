/**
 * What carriers tell, over HTTP: their webhooks, and lists that staff bring. A message is proven before it is read and
 * answered once it is kept; what follows from it is the worker's business. Told again it changes nothing.
 */
import { raw, Router, type Request, type Response } from 'express'
import type { Actor } from '../../base/actor.ts'
import type { Clock } from '../../base/calendar.ts'
import { refuse } from '../../base/refusal.ts'
import { inTransaction, type Database } from '../../database.ts'
import type { CarrierAccounts } from './accounts.ts'
import { capabilities, isConnection, type Connection } from './capabilities.ts'
import type { CarrierEvent } from './event.ts'
import { readEventList } from './event-list.ts'
import { keepEvents } from './inbox-store.ts'
import { readKarrioWebhook } from './karrio-tracking.ts'
import { readOwnContract } from './own-contract.ts'
import { provenByKarrio, provenWithTime, type Proof, type Sealed } from './signature.ts'

export type CarrierCounter = {
  readonly db: Database
  readonly clock: Clock
  readonly accounts: CarrierAccounts
  /** @throws Refusal when who asks may not bring lists. */
  readonly whoMayBring: (request: Request) => Promise<Actor>
}

/** No carrier's message of one parcel or one list comes near it. */
export const messageBytesAtMost = 1024 * 1024

/** Lists without offsets are in the time of the audit centre. */
const listZone = 'Europe/Copenhagen'

/** `POST /carrier-events/{connection}`. */
export function carrierEventRouter(counter: CarrierCounter): Router {
  const router = Router()
  router.post('/carrier-events/:connection', async (request, response) => {
    const { connection } = request.params
    if (!isConnection(connection)) throw refuse('not-found', 'not-found')
    const events = await eventsIn(counter, connection, request, response)
    const now = counter.clock.now()
    const news = await inTransaction(counter.db, (trx) => keepEvents(trx, connection, events, now))
    response.status(202).set('Cache-Control', 'no-store').json({ told: events.length, news })
  })
  return router
}

async function eventsIn(
  counter: CarrierCounter,
  connection: Connection,
  request: Request,
  response: Response,
): Promise<CarrierEvent[]> {
  if (request.is('text/csv') !== false) {
    await counter.whoMayBring(request)
    return readEventList((await bytesOf(request, response)).toString('utf8'), listZone)
  }
  const secret = counter.accounts[connection]?.webhookSecret
  // A connection that nobody set up is answered like an address that does not exist.
  if (!secret) throw refuse('not-found', 'not-found')
  const sealed = { body: await bytesOf(request, response), header: (name: string) => request.get(name) }
  const proof = proofOf(connection, sealed, secret, counter)
  if (proof === 'outside-time') throw refuse('unauthenticated', 'webhook-outside-time')
  if (proof === 'wrong-signature') throw refuse('unauthenticated', 'webhook-signature-wrong')
  const message = jsonIn(sealed.body)
  return connection === 'karrio' ? readKarrioWebhook(message) : readOwnContract(message)
}

function proofOf(connection: Connection, sealed: Sealed, secret: string, { clock }: CarrierCounter): Proof {
  switch (capabilities[connection].proof) {
    case 'signed-with-time':
      return provenWithTime(sealed, secret, clock.now())
    case 'signed-or-secret':
      return provenByKarrio(sealed, secret)
    case 'sign-in':
      return 'wrong-signature'
  }
}

const readBytes = raw({ type: () => true, limit: messageBytesAtMost })

/** @throws Refusal `too-large` / `message-too-large`, `malformed` / `message-unreadable`. */
async function bytesOf(request: Request, response: Response): Promise<Buffer> {
  await new Promise<void>((done, fail) => {
    readBytes(request, response, (error?: unknown) => (error === undefined ? done() : fail(refusalOf(error))))
  })
  const body: unknown = request.body
  if (!Buffer.isBuffer(body)) throw refuse('malformed', 'message-unreadable')
  return body
}

function refusalOf(error: unknown): Error {
  const { type } = error as { type?: string }
  return type === 'entity.too.large'
    ? refuse('too-large', 'message-too-large', { limit: messageBytesAtMost / 1024 })
    : refuse('malformed', 'message-unreadable')
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw refuse('malformed', 'message-unreadable')
  }
}

/** The messages as a path item of the OpenAPI document: proven by a signature, they are no operation of people. */
export const carrierEventDescription = {
  '/carrier-events/{connection}': {
    post: {
      tags: ['shipping'],
      operationId: 'takeCarrierEvents',
      summary: 'What a carrier tells of its parcels; the same event twice is once',
      description:
        'Signed by the carrier (`Backhaul-Signature`, or as karrio signs), or a CSV list of number, event, at and place that staff bring. At most 1 MB. Answered once it is kept.',
      parameters: [{ name: 'connection', in: 'path', required: true, schema: { type: 'string' } }],
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: { type: 'object' } },
          'text/csv': { schema: { type: 'string' } },
        },
      },
      responses: {
        '202': {
          description: 'Kept: how many events were told, and how many of them were news',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['told', 'news'],
                properties: { told: { type: 'integer' }, news: { type: 'integer' } },
              },
            },
          },
        },
        '4XX': { description: 'Refused, with a problem document; nothing of the message was kept' },
      },
    },
  },
}
