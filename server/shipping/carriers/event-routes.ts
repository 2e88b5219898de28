/**
 * What carriers tell, over HTTP: their webhooks, and lists that staff bring. A message is proven before it is read and
 * answered once it is kept; what follows from it is the worker's business. Told again it changes nothing.
 */
import { raw, Router, type Request, type RequestHandler, type Response } from 'express'
import multer from 'multer'
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
  /** IANA zone: times without an offset on a list are those of the audit centre. */
  readonly centreTimeZone: string
  /** @throws Refusal when who asks may not bring lists. */
  readonly whoMayBring: (request: Request) => Promise<Actor>
}

/** No carrier's message of one parcel or one list comes near it. */
export const messageBytesAtMost = 1024 * 1024

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
    return readEventList((await bytesOf(request, response)).toString('utf8'), counter.centreTimeZone)
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

const readForm = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: messageBytesAtMost, files: 1, fields: 5, fieldSize: 1000, parts: 6 },
}).single('file')

/** The one file of a form. @throws Refusal as for a message, `invalid` / `file-missing` for none. */
export async function eventFileIn(request: Request, response: Response): Promise<Buffer> {
  await readWith(readForm, request, response)
  const bytes = request.file?.buffer
  if (!bytes || bytes.length === 0) throw refuse('invalid', 'file-missing', undefined, '/file')
  return bytes
}

const readWith = (reader: RequestHandler, request: Request, response: Response): Promise<void> =>
  new Promise((done, fail) => {
    void reader(request, response, (error?: unknown) =>
      error === undefined ? done() : fail(refusalOf(error)),
    )
  })

const readBytes = raw({ type: () => true, limit: messageBytesAtMost })

/** @throws Refusal `too-large` / `message-too-large`, `malformed` / `message-unreadable`. */
async function bytesOf(request: Request, response: Response): Promise<Buffer> {
  await readWith(readBytes, request, response)
  const body: unknown = request.body
  if (!Buffer.isBuffer(body)) throw refuse('malformed', 'message-unreadable')
  return body
}

function refusalOf(error: unknown): Error {
  const { type, code } = error as { type?: string; code?: string }
  return type === 'entity.too.large' || code === 'LIMIT_FILE_SIZE'
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
