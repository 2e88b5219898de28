/** Files that staff open from a desk: documents of ours as they are, evidence of others under a sandbox. */
import { Router } from 'express'
import { refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { documentOf, fileOf } from '../documents/store.ts'
import { findPage } from '../evidence/reading/store.ts'
import { findEvidence } from '../evidence/store.ts'
import type { Frame } from '../web/frame.ts'

const sandbox = "default-src 'none'; sandbox"

/** Documents shown in the browser, evidence offered for saving. */
export function filePages(context: Context, frame: Frame): Router {
  const { db, vault } = context
  const router = Router()

  router.get(
    '/desk/claims/:reference/documents/:id',
    frame.may('read-document'),
    async (request, response) => {
      const { reference, id } = request.params as { reference: string; id: string }
      if (!/^\d{1,9}$/.test(id) || (await documentOf(db, Number(id))).claimReference !== reference)
        throw refuse('not-found', 'document-unknown', { id })
      const { document, bytes } = await fileOf(context, Number(id))
      response
        .set('Content-Disposition', `inline; filename="${document.name}"`)
        .type(document.mediaType)
        .send(bytes)
    },
  )

  router.get('/desk/evidence/:id', frame.may('read-evidence'), async (request, response) => {
    const { sha256, name, mediaType } = await findEvidence(db, String(request.params['id']))
    response
      .attachment(name)
      .type(mediaType)
      .set('Content-Security-Policy', sandbox)
      .send(await vault.get(sha256))
  })

  router.get('/desk/evidence/:id/thumbnail', frame.may('read-evidence'), async (request, response) => {
    const { thumbnailSha256 } = await findEvidence(db, String(request.params['id']))
    if (!thumbnailSha256) throw refuse('not-found', 'not-found')
    response
      .type('image/jpeg')
      .set('Content-Security-Policy', sandbox)
      .send(await vault.get(thumbnailSha256))
  })
  router.get('/desk/evidence/:id/pages/:page', frame.may('read-evidence'), async (request, response) => {
    const { id, page } = request.params as { id: string; page: string }
    if (!/^\d{1,3}$/.test(page)) throw refuse('not-found', 'not-found')
    const { pictureSha256 } = await findPage(db, id, Number(page))
    response
      .type('image/jpeg')
      .set('Content-Security-Policy', sandbox)
      .send(await vault.get(pictureSha256))
  })
  return router
}
