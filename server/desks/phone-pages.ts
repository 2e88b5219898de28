/**
 * Photos by telephone: the bench shows a QR code, the telephone opens its link, takes photos and sends them, once. The
 * link is the only key: whoever has it may send photos for one device for a quarter of an hour, and sees nothing.
 */
import { Router, type Request, type Response } from 'express'
import { openPhotoLink, photoLinkBy, photoLinkMinutes, usePhotoLink } from '../audit/photo-link-store.ts'
import { actorText } from '../base/actor.ts'
import { Refusal, refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { qrPicture } from '../documents/barcode.ts'
import { receiveUpload, uploadFaults } from '../evidence/upload.ts'
import { photoKinds } from '../programmes/schema/audit.ts'
import { formView } from '../web/form-view.ts'
import type { Frame } from '../web/frame.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { act, untouched, type Attempt } from './act.ts'

type At = Request<{ token: string }>

/** What the bench shows so that a telephone can join in. */
export type Invitation = { readonly picture: string; readonly url: string; readonly minutes: number }

/** A fresh link for this auditor and device. */
export async function invitePhone(
  { db, clock, settings }: Context,
  device: { readonly reference: string; readonly unit: number; readonly staffId: number },
): Promise<Invitation> {
  const url = `${settings.publicUrl}/phone/${await openPhotoLink(db, device, clock.now())}`
  return { url, picture: qrPicture(url), minutes: photoLinkMinutes }
}

/** The telephone's page. */
export function phonePages(context: Context, frame: Frame): Router {
  const { db, clock } = context
  const router = Router()
  const linkOf = ({ params }: At) => photoLinkBy(db, params.token, clock.now())
  const show = async (request: At, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const texts = context.texts(localeOf(request))
    const { reference, unit } = await linkOf(request)
    await frame.show(response, 'phone-photos', {
      reference,
      unit,
      action: request.originalUrl,
      photoKinds: photoKinds.map((value) => ({ value, text: texts.text(`desk.photo-kind.${value}`) })),
      form: formView({ area: 'desk', texts, typed, faults }),
    })
  }
  router.get('/phone/sent', async (_request, response) => frame.show(response, 'phone-sent', {}))
  router.get('/phone/:token', (request, response) => show(request as unknown as At, response, untouched))
  const upload = receiveUpload(
    {
      ...context,
      whose: async (request) => {
        const { staffId } = await linkOf(request as unknown as At)
        return actorText({ kind: 'staff', id: staffId, roles: [] })
      },
    },
    { field: 'photos', filesAtMost: 20, kind: 'audit-overview' },
  )
  const send = act<At>(async (request, response) => {
    const faults = uploadFaults(response)
    if (faults.length > 0) throw new Refusal('invalid', faults)
    const photos = [typedIn(request)['photos'] ?? []].flat()
    if (photos.length === 0) throw refuse('invalid', 'file-missing', undefined, '/photos')
    await inTransaction(db, (trx) => usePhotoLink(trx, request.params.token, photos, clock.now()))
    return '/phone/sent'
  }, show)
  router.post('/phone/:token', upload, send)
  return router
}
