/**
 * Bank files over HTTP: XML as the body, or one file of a form. Who may not send is told before a byte is read; a file
 * that was taken before changes nothing (B1).
 */
import { Router, type RequestHandler } from 'express'
import { z } from 'zod'
import type { Office } from '../claims/advance.ts'
import { actorIn } from '../web/frame.ts'
import { takeAnswer, type Outcome } from './answering.ts'
import { withBankFile, type Spool } from './bank-upload.ts'

export type BankCounter = Office &
  Spool & {
    /** Lets those pass who may hand in bank files; afterwards `actorIn` knows who it is. */
    readonly mayAnswer: RequestHandler
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
  router.post('/bank-answers', counter.mayAnswer, async (request, response) => {
    const by = actorIn(response)
    const taken = await withBankFile(counter, request, response, (file) => takeAnswer(counter, file, by))
    response.status(201).set('Cache-Control', 'no-store').json(viewOf(taken))
  })
  return router
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
