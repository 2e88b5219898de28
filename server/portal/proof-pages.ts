/**
 * What anybody may check without an account: whether a paper is one of ours, byte for byte, and the signed ends of the
 * journal. A file that is sent in is hashed and forgotten.
 */
import { createHash } from 'node:crypto'
import { Router, type Request, type Response } from 'express'
import multer from 'multer'
import { refuse, Refusal } from '../base/refusal.ts'
import { latestHeads } from '../claims/head-store.ts'
import type { Context } from '../context.ts'
import { documentByHash } from '../documents/store.ts'
import { formView } from '../web/form-view.ts'
import type { Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { localeOf } from '../web/request.ts'

/** A little more than a year of days. */
const headsShown = 400

const oneFile = multer({
  storage: multer.memoryStorage(),
  limits: { files: 1, fileSize: 20_000_000, fields: 2, parts: 4 },
}).single('file')

/** `GET` and `POST /proof`, and `GET /.well-known/backhaul-journal.json`. */
export function proofPages({ db, texts, headKey }: Context, frame: Frame): Router {
  const router = Router()

  const show = (request: Request, response: Response, found: object, refusal?: Refusal): Promise<void> =>
    frame.show(response, 'proof', {
      ...found,
      form: formView({ area: 'proof', texts: texts(localeOf(request)), faults: refusal?.faults ?? [] }),
    })

  router.get('/.well-known/backhaul-journal.json', async (_request, response) => {
    const heads = await latestHeads(db, headsShown)
    response.set('Cache-Control', 'public, max-age=3600').json({ keys: [headKey.published], heads })
  })

  router.get('/proof', (request, response) => show(request, response, {}))

  router.post('/proof', async (request, response) => {
    try {
      const sha256 = await hashIn(request, response)
      const document = await documentByHash(db, sha256)
      await show(request, response, {
        answer: { sha256, ...(document && { kind: document.kind, drawnAt: document.drawnAt }) },
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await show(request, response.status(statusOf(error)), {}, error)
    }
  })
  return router
}

/**
 * Of the file that was sent, else as it was typed: then the paper never leaves its reader's machine.
 * @throws Refusal `proof-missing`, `proof-too-large`, `proof-hash-unreadable`.
 */
async function hashIn(request: Request, response: Response): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    oneFile(request, response, (error?: unknown) =>
      error ? reject(refuse('too-large', 'proof-too-large', {}, '/file')) : resolve(),
    )
  })
  if (request.file && request.file.size > 0)
    return createHash('sha256').update(request.file.buffer).digest('hex')
  const { sha256 } = (request.body ?? {}) as { readonly sha256?: unknown }
  const typed = typeof sha256 === 'string' ? sha256.replace(/[\s:]/g, '').toLowerCase() : ''
  if (typed === '') throw refuse('invalid', 'proof-missing', {}, '/file')
  if (!/^[\da-f]{64}$/.test(typed)) throw refuse('invalid', 'proof-hash-unreadable', {}, '/sha256')
  return typed
}
