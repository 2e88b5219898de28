/** The bench of unidentified goods as a page: what is put on it, what lies there, and whose it turns out to be. */
import { Router, type Request, type Response } from 'express'
import { actorText } from '../base/actor.ts'
import { refuse, Refusal } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { findEvidence } from '../evidence/store.ts'
import { receiveUpload, uploadFaults } from '../evidence/upload.ts'
import { identify } from '../identity.ts'
import { unidentifiedKinds, type Unidentified } from '../shipping/unidentified-store.ts'
import { foundForm, matchForm } from '../shipping/unidentified-routes.ts'
import { matchUnidentified, nameOf, shelve, suggestionsFor } from '../shipping/unidentified.ts'
import { mayDo } from '../staff/access.ts'
import type { Texts } from '../texts/texts.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { localeOf, queryText, typedIn } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref, evidenceHref } from './claim-links.ts'
import { unidentifiedAsked } from './goods-lists.ts'
import { listView } from './list-view.ts'

const address = '/desk/unidentified'
const shownAtMost = 100

/** The bench: a form to put something on it, and a row for everything that lies there. */
export function unidentifiedPages(context: Context, frame: Frame): Router {
  const router = Router()
  const show = async (request: Request, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const texts = context.texts(localeOf(request))
    const code = queryText(request, 'code')
    const by = actorIn(response)
    const view = await listView({ db: context.db, texts }, by, 'unidentified', request)
    const entries = await unidentifiedAsked(context.db, view.asked, shownAtMost)
    await frame.show(response, 'desk/unidentified', {
      desk: 'receive',
      list: view.list,
      form: formView({
        area: 'desk.unidentified',
        texts,
        typed: { ...(code && { _place: 'new', code }), ...typed },
        faults,
      }),
      kept: await Promise.all(photosIn(typed).map((id) => findEvidence(context.db, id))),
      kinds: kindsIn(texts),
      staffId: by.kind === 'staff' ? by.id : 0,
      mayShelve: mayDo(by, 'shelve'),
      entries: await Promise.all(entries.map((entry) => rowOf(context, entry))),
      timeZone: context.centreTimeZone,
    })
  }
  router.get(address, frame.may('see-unidentified'), (request, response) =>
    show(request, response, untouched),
  )

  // The form alone, which the browser keeps for when there is no network; its script sends to the API.
  router.get(`${address}/offline`, async (request, response) => {
    const texts = context.texts(localeOf(request))
    const form = formView({ area: 'desk.unidentified', texts })
    await frame.show(response, 'desk/unidentified-offline', {
      form,
      kinds: kindsIn(texts),
      kept: [],
      staffId: 0,
    })
  })

  const upload = receiveUpload(
    { ...context, whose: async (request) => actorText(await identify(context, request)) },
    { field: 'photos', filesAtMost: 5, kind: 'unidentified-photo' },
  )
  router.post(
    address,
    frame.may('shelve'),
    upload,
    act(async (request, response) => {
      const faults = uploadFaults(response)
      if (faults.length > 0) throw new Refusal('invalid', faults)
      const { photos: _, _place, ...typed } = typedIn(request)
      const found = read(foundForm, formBody(typed))
      await shelve(context, { ...found, photos: photosIn(typedIn(request)) }, actorIn(response))
      return address
    }, show),
  )
  router.post(
    `${address}/:id/match`,
    frame.may('shelve'),
    deskForm,
    act<Request<{ id: string }>>(async ({ params, body }, response) => {
      if (!/^\d{1,9}$/.test(params.id)) throw refuse('not-found', 'unidentified-unknown', { id: params.id })
      const { _place, ...typed } = (body ?? {}) as Typed
      const { reference, sscc } = read(matchForm, formBody(typed))
      const match = { reference, ...(sscc && { sscc }) }
      await matchUnidentified(context, Number(params.id), match, actorIn(response))
      return address
    }, show),
  )
  return router
}

const kindsIn = ({ text }: Texts) =>
  unidentifiedKinds.map((value) => ({ value, text: text(`desk.unidentified.kind.${value}`) }))

const photosIn = (typed: Typed): string[] => [typed['photos'] ?? []].flat()

async function rowOf({ db }: Context, entry: Unidentified): Promise<object> {
  const { id, match, photos } = entry
  return {
    ...entry,
    id,
    name: nameOf(entry),
    photos: photos.map((file) => ({
      href: evidenceHref(file),
      thumbnail: `${evidenceHref(file)}/thumbnail`,
    })),
    suggestions: match ? [] : (await suggestionsFor(db, entry)).slice(0, 5),
    ...(match && { match: { ...match, href: claimHref(match.reference) } }),
  }
}
