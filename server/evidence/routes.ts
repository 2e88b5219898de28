/**
 * Evidence over the JSON API: a file comes in by itself and gets an id, an application names it. What strangers sent
 * goes out as an attachment in a sandbox, never as a page of ours. Knows no claim.
 */
import { Router } from 'express'
import { z } from 'zod'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { file, operation, type Operation } from '../web/operation.ts'
import { acceptedMediaTypes } from './kinds.ts'
import { findPage } from './reading/store.ts'
import { findEvidence, type EvidenceFile } from './store.ts'
import { receiveOne, type Reception } from './upload.ts'
import type { Vault } from './vault.ts'

/** What a sender learns of a file: enough to name it and to see that it arrived. */
export const evidenceView = z.strictObject({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  mediaType: z.enum(acceptedMediaTypes),
  bytes: z.int(),
  pages: z.int(),
  uploadedAt: z.string(),
})

/** `POST /evidence`, multipart with `kind` and `file`. Sent twice it makes two files, which hurts nobody. */
export function uploadRouter(office: Reception): Router {
  const receive = receiveOne(office, 'file')
  const router = Router()
  router.post('/evidence', async (request, response) => {
    response
      .status(201)
      .set('Cache-Control', 'no-store')
      .json(viewOf(await receive(request, response)))
  })
  return router
}

const fileId = z.string().regex(/^[0-9a-f]{32}$/)

/** Reading what was sent in. */
export const evidenceOperations = (vault: Pick<Vault, 'get'>): readonly Operation[] => [
  operation(
    {
      method: 'get',
      path: '/evidence/{id}',
      move: 'read-evidence',
      summary: 'The file as it is kept',
      tag: 'evidence',
      params: z.object({ id: fileId }),
      file: acceptedMediaTypes,
    },
    async ({ db, params }) => {
      const { sha256, name, mediaType } = await findEvidence(db, params.id)
      return file({ bytes: await vault.get(sha256), name, mediaType })
    },
  ),
  operation(
    {
      method: 'get',
      path: '/evidence/{id}/thumbnail',
      move: 'read-evidence',
      summary: 'The picture in small, at most 320 pixels wide or high',
      tag: 'evidence',
      params: z.object({ id: fileId }),
      file: ['image/jpeg'],
    },
    async ({ db, params }) => {
      const { thumbnailSha256, name } = await findEvidence(db, params.id)
      if (!thumbnailSha256) throw refuse('not-found', 'not-found')
      // Shown in lists: we drew it ourselves, from pixels.
      return file({ bytes: await vault.get(thumbnailSha256), name, mediaType: 'image/jpeg', shown: true })
    },
  ),
  operation(
    {
      method: 'get',
      path: '/evidence/{id}/pages/{page}',
      move: 'read-evidence',
      summary: 'One page as a picture, once it was read',
      tag: 'evidence',
      params: z.object({ id: fileId, page: z.coerce.number().int().min(1).max(100) }),
      file: ['image/jpeg'],
    },
    async ({ db, params }) => {
      const { pictureSha256 } = await findPage(db, params.id, params.page)
      const name = `page-${params.page}.jpg`
      return file({ bytes: await vault.get(pictureSha256), name, mediaType: 'image/jpeg', shown: true })
    },
  ),
]

const viewOf = ({ id, kind, name, mediaType, bytes, pages, uploadedAt }: EvidenceFile) =>
  evidenceView.parse({ id, kind, name, mediaType, bytes, pages, uploadedAt: instantText(uploadedAt) })

/** The upload as a path item of the OpenAPI document: multipart is not an operation of JSON. */
export const uploadDescription = {
  '/evidence': {
    post: {
      tags: ['evidence'],
      operationId: 'uploadEvidence',
      summary: 'Send a file in; an application then names its id',
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['kind', 'file'],
              properties: {
                kind: { type: 'string', description: 'What it is to prove, such as `proof-of-purchase`.' },
                file: { type: 'string', format: 'binary', description: 'JPEG, PNG, WebP or PDF.' },
              },
            },
          },
        },
      },
      responses: {
        '201': {
          description: 'Taken in',
          content: { 'application/json': { schema: z.toJSONSchema(evidenceView) } },
        },
        '4XX': { description: 'Refused, with a problem document' },
      },
    },
  },
}
