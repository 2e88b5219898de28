/**
 * The API for people: every operation on a plain page, and swagger-ui on top of it for whoever wants to try one. Knows
 * the document and nothing that it describes.
 */
import { Router } from 'express'
import type { Frame } from '../web/frame.ts'
import { allowInlinePictures } from '../web/security.ts'
import { listOperations } from './operations.ts'

/** `GET /help/api`. `described`: the OpenAPI document. */
export function apiPages(described: () => object, frame: Frame): Router {
  const router = Router()
  router.get('/help/api', allowInlinePictures, (_request, response) =>
    frame.show(response, 'help-api', { chapters: listOperations(described()) }),
  )
  return router
}
