/** `/help`: the guides for people, in the reader's language where there is one, with pictures of the pages as they are. */
import { Router } from 'express'
import { refuse } from '../base/refusal.ts'
import type { Frame } from '../web/frame.ts'
import { localeOf } from '../web/request.ts'
import type { Texts } from '../texts/texts.ts'
import { guideHref, guideNames, isGuide, type GuideName, type Guides } from './guides.ts'

/** Pictures change with an installation and carry no hash in their names. */
const pictureSeconds = 3600

/** The list, one guide, and their pictures. Nobody is asked who they are: nothing of an installation stands in them. */
export function guidePages(guides: Guides, frame: Frame): Router {
  const router = Router()
  router.get('/help', (request, response) =>
    frame.show(response, 'help', guideList(frame.texts(localeOf(request)))),
  )
  router.get('/help/pictures/:name', (request, response) => {
    const bytes = guides.picture(request.params.name)
    if (!bytes) throw refuse('not-found', 'not-found')
    response.set('Cache-Control', `public, max-age=${pictureSeconds}`).type('image/webp').send(bytes)
  })
  router.get('/help/:guide', (request, response) => {
    const { guide } = request.params
    if (!isGuide(guide)) throw refuse('not-found', 'not-found')
    return frame.show(response, 'help-guide', guideView(guides, guide, frame.texts(localeOf(request))))
  })
  return router
}

/** The values of `templates/pages/help.njk`. */
export const guideList = ({ text }: Texts) => ({
  guides: guideNames.map((name) => ({
    href: guideHref(name),
    title: text(`help.guides.${name}.title`),
    text: text(`help.guides.${name}.text`),
  })),
})

/** The values of `templates/pages/help-guide.njk`. */
export function guideView(guides: Guides, name: GuideName, texts: Texts) {
  const guide = guides.guide(name, texts.locale, texts.text('help.guides.table'))
  return { ...guide, name, isForeign: guide.language !== texts.locale, ...guideList(texts) }
}
