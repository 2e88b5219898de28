/**
 * What makes the receiving station an app that opens without a network: a page that knows nobody, which the browser keeps,
 * and the manifest by which it is installed. Open to everybody, since neither holds anything.
 */
import { Router } from 'express'
import type { Context } from '../context.ts'
import { formView } from '../web/form-view.ts'
import type { Frame } from '../web/frame.ts'
import { localeOf } from '../web/request.ts'
import { allowWasm } from '../web/security.ts'

/** `/desk/receive/offline`, `/desk/offline` for every desk that needs the server, and the manifest. */
export function stationShell(context: Context, frame: Frame): Router {
  const router = Router()
  router.get('/desk/receive/offline', allowWasm, async (request, response) => {
    const texts = context.texts(localeOf(request))
    const form = formView({ area: 'desk', texts })
    await frame.show(response, 'desk/receive-offline', { form, staffId: 0 })
  })
  router.get('/desk/offline', (_request, response) => frame.show(response, 'desk/offline', {}))
  router.get('/desk/receive/station.webmanifest', (request, response) => {
    const { locale, text } = context.texts(localeOf(request))
    const name = text('desk.station.name')
    response.type('application/manifest+json').send({
      id: '/desk/receive',
      lang: locale,
      name,
      short_name: name,
      start_url: '/desk/receive',
      scope: '/desk/',
      display: 'standalone',
      background_color: '#f5f7f7',
      theme_color: '#0b5566',
      icons: [{ src: frame.asset('mark.svg'), sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
    })
  })
  return router
}
