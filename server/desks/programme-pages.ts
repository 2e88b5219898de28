/** The programme manager's pages: programmes with their editions, what one edition says, and its file. Changes nothing. */
import { Router, type Request } from 'express'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { programmeVersion, sourceOf } from '../programmes/store.ts'
import { mayDo } from '../staff/access.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { localeOf } from '../web/request.ts'
import { draftRows } from './draft-view.ts'
import { listView } from './list-view.ts'
import { programmesView, shortHash, versionHref } from './programme-view.ts'
import { programmeVersionView } from './programme-version-view.ts'

/** `/desk/programmes`, one edition by its content hash, and its file with line numbers or as it was loaded. */
export function programmePages({ db, texts }: Context, frame: Frame): Router {
  const router = Router()
  const may = frame.may('see-programmes')
  router.get('/desk/programmes', may, async (request, response) => {
    const spoken = { db, texts: texts(localeOf(request)) }
    await frame.show(response, 'desk/programmes', {
      desk: 'programmes',
      list: (await listView(spoken, actorIn(response), 'programmes', request)).list,
      programmes: await programmesView(db, spoken.texts),
      drafts: mayDo(actorIn(response), 'write-programme') ? await draftRows(db, spoken.texts) : [],
    })
  })
  router.get('/desk/programmes/versions/:hash', may, async (request, response) =>
    frame.show(response, 'desk/programme-version', {
      desk: 'programmes',
      ...(await programmeVersionView(db, hashIn(request), texts(localeOf(request)))),
      mayWrite: mayDo(actorIn(response), 'write-programme'),
    }),
  )
  router.get('/desk/programmes/versions/:hash/file', may, async (request, response) => {
    const hash = hashIn(request)
    const { id, edition } = await programmeVersion(db, hash)
    await frame.show(response, 'desk/programme-file', {
      desk: 'programmes',
      id,
      edition,
      hash: shortHash(hash),
      href: versionHref(hash),
      lines: (await sourceOf(db, hash)).replace(/\n$/, '').split('\n'),
    })
  })
  router.get('/desk/programmes/versions/:hash/file.yaml', may, async (request, response) => {
    const hash = hashIn(request)
    const { id } = await programmeVersion(db, hash)
    response
      .set('Cache-Control', 'no-store')
      .attachment(`${id}-${shortHash(hash)}.yaml`)
      .type('application/yaml')
      .send(await sourceOf(db, hash))
  })
  return router
}

/** What is no hash is no edition, and is answered so. */
const hashIn = ({ params }: Request): string => read(z.string().max(64), params['hash'])
