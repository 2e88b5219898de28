/**
 * Bank files over HTTP: XML as the body, or one file of a form. Who may not send is told before a byte is read; a file
 * that was taken before changes nothing (B1).
 */
import { raw, Router, type Request, type RequestHandler, type Response } from 'express'
import multer from 'multer'
import { z } from 'zod'
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import type { Office } from '../claims/advance.ts'
import { takeAnswer, type Outcome } from './answering.ts'
import { bankFileAtMost } from './bank-xml.ts'

export type BankCounter = Office & {
  /** @throws Refusal when who asks may not hand in bank files. */
  readonly whoMayAnswer: (request: Request) => Promise<Actor>
}

/** What became of a file: the counts are of all of it, the lists of its beginning. */
const answerView = z.object({
  moved: z.int(),
  asked: z.int(),
  moves: z.array(
    z.object({
      payable: z.string(),
      reference: z.string(),
      move: z.enum(['accept', 'reject', 'book', 'return']),
      reason: z.string().optional(),
    }),
  ),
  questions: z.array(z.object({ question: z.string(), reference: z.string() })),
})

const viewOf = ({ moves, questions, moved, asked }: Outcome): z.infer<typeof answerView> =>
  answerView.parse({ moves, questions, moved, asked })

/** `POST /bank-answers`. */
export function bankAnswerRouter(counter: BankCounter): Router {
  const router = Router()
  router.post('/bank-answers', async (request, response) => {
    const by = await counter.whoMayAnswer(request)
    const taken = await takeAnswer(counter, await bankFileIn(request, response), by)
    response.status(201).set('Cache-Control', 'no-store').json(viewOf(taken))
  })
  return router
}

const readBody = raw({ type: ['application/xml', 'text/xml'], limit: bankFileAtMost })

const readForm = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: bankFileAtMost, files: 1, fields: 5, fieldSize: 1000, parts: 6 },
}).single('file')

/**
 * The bytes of the one file that was sent. @throws Refusal `too-large` / `bank-file-too-large`, `invalid` /
 * `file-missing`, `unsupported` / `wrong-media-type`, `malformed` / `upload-unreadable`.
 */
export async function bankFileIn(request: Request, response: Response): Promise<Buffer> {
  const isForm = request.is('multipart/form-data') !== false
  if (!isForm && request.is(['application/xml', 'text/xml']) === false)
    throw refuse('unsupported', 'wrong-media-type')
  await readWith(isForm ? readForm : readBody, request, response)
  const body: unknown = isForm ? request.file?.buffer : request.body
  if (!Buffer.isBuffer(body) || body.length === 0) throw refuse('invalid', 'file-missing', undefined, '/file')
  return body
}

const readWith = (reader: RequestHandler, request: Request, response: Response): Promise<void> =>
  new Promise((done, fail) => {
    void reader(request, response, (error?: unknown) =>
      error === undefined ? done() : fail(refusalOf(error)),
    )
  })

function refusalOf(error: unknown): Error {
  const { code, type } = error as { code?: string; type?: string }
  const limit = bankFileAtMost / 1024 / 1024
  return code === 'LIMIT_FILE_SIZE' || type === 'entity.too.large'
    ? refuse('too-large', 'bank-file-too-large', { limit })
    : refuse('malformed', 'upload-unreadable')
}

/** The upload as a path item of the OpenAPI document: a file is not an operation of JSON. */
export const bankAnswerDescription = {
  '/bank-answers': {
    post: {
      tags: ['payments'],
      operationId: 'takeBankAnswer',
      summary: 'Hand in what the bank answered: pain.002, camt.053 or camt.054; the same file twice is once',
      requestBody: {
        required: true,
        content: {
          'application/xml': { schema: { type: 'string' } },
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['file'],
              properties: { file: { type: 'string', format: 'binary', description: 'XML of ISO 20022.' } },
            },
          },
        },
      },
      responses: {
        '201': {
          description: 'Taken, with what it moved and what waits for a person',
          content: { 'application/json': { schema: z.toJSONSchema(answerView) } },
        },
        '4XX': { description: 'Refused, with a problem document; nothing of the file was taken' },
      },
    },
  },
}
