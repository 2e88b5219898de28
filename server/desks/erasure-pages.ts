/** An erasure report handed in at the bench: one file of a form, read and kept with its device (R8). */
import { Router, type Request, type RequestHandler, type Response } from 'express'
import multer from 'multer'
import { reportCharactersAtMost } from '../audit/erasure-report.ts'
import { takeReport } from '../audit/erasure.ts'
import { refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { act, type Attempt } from './act.ts'

type At = Request<{ reference: string; unit: string }>

// A character of a report may take four bytes.
const readForm = multer({
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: { fileSize: 4 * reportCharactersAtMost, files: 1, fields: 5, fieldSize: 1000, parts: 6 },
}).single('report')

/** `show` is the bench, where a report that cannot be read is told of. */
export function erasurePages(
  context: Context,
  frame: Frame,
  show: (request: At, response: Response, attempt: Attempt) => Promise<void>,
): Router {
  const router = Router()
  const take = act<At>(async (request, response) => {
    await readWith(readForm, request, response)
    const { file } = request
    if (!file) throw refuse('invalid', 'file-missing', undefined, '/report')
    const { reference, unit } = request.params
    await takeReport(context, {
      reference,
      unit: Number(unit),
      name: file.originalname.slice(0, 200),
      content: file.buffer.toString('utf8'),
      by: actorIn(response),
    })
    return `/desk/audit/${reference}/${unit}#reports`
  }, show)
  router.post('/desk/audit/:reference/:unit/erasure-reports', frame.may('inspect'), take)
  return router
}

const readWith = (reader: RequestHandler, request: Request, response: Response): Promise<void> =>
  new Promise((done, fail) => {
    void reader(request, response, (error?: unknown) =>
      error === undefined ? done() : fail(refusalOf(error)),
    )
  })

const refusalOf = (error: unknown): Error =>
  error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE'
    ? refuse('too-large', 'erasure-report-too-large', { limit: reportCharactersAtMost / 1000 }, '/report')
    : refuse('malformed', 'upload-unreadable')
