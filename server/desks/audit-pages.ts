/** The audit bench: what waits, and one device with declared beside found (R8, R17, R43, R44). */
import { Router, type Request, type Response } from 'express'
import { findingSchema } from '../audit/finding.ts'
import { inspect } from '../audit/inspection.ts'
import { waitingFor } from '../audit/waiting-view.ts'
import { actorText, type Actor } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { Refusal, refuse } from '../base/refusal.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { photosFromPhone } from '../audit/photo-link-store.ts'
import { findEvidence } from '../evidence/store.ts'
import { receiveUpload, uploadFaults } from '../evidence/upload.ts'
import { identify } from '../identity.ts'
import { programmeVersion } from '../programmes/store.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { localeOf } from '../web/request.ts'
import { code, kilograms, ticks } from '../web/spellings.ts'
import { act, untouched, type Attempt } from './act.ts'
import { benchView, datesOf } from './bench-view.ts'
import { erasurePages } from './erasure-pages.ts'
import { invitePhone, type Invitation } from './phone-pages.ts'

type At = Request<{ reference: string; unit: string }>

const shape = { spellings: { accessories: ticks, hazards: ticks, weightGrams: kilograms, serial: code } }

/** The queue of devices and the bench for one of them. */
export function auditPages(context: Context, frame: Frame): Router {
  const router = Router()
  router.get('/desk/audit', frame.may('see-audits'), async (_request, response) =>
    showQueue(context, frame, response),
  )
  const show = showBench(context, frame)
  const address = '/desk/audit/:reference/:unit'
  router.get(address, frame.may('see-audits'), (request, response) =>
    show(request as unknown as At, response, untouched),
  )
  const upload = receiveUpload(
    { ...context, whose: async (request) => actorText(await identify(context, request)) },
    { field: 'photos', filesAtMost: 20, kind: 'audit-overview' },
  )
  router.use(erasurePages(context, frame, show))
  // The form comes back as it was typed, with a code for the telephone, or with the photos that it sent.
  router.post(`${address}/phone`, frame.may('inspect'), upload, async (request, response) => {
    const { reference, unit } = request.params as { reference: string; unit: string }
    const { id: staffId } = staffIn(response)
    const isWanted = (request.body as Typed)['phone'] !== 'look'
    const invitation = isWanted
      ? await invitePhone(context, { reference, unit: Number(unit), staffId })
      : undefined
    const attempt = { typed: request.body as Typed, faults: uploadFaults(response) }
    await show(request as unknown as At, response, attempt, invitation)
  })
  const record = act<At>(async (request, response) => {
    const faults = uploadFaults(response)
    if (faults.length > 0) throw new Refusal('invalid', faults)
    const { photos: _, turn, ...typed } = request.body as Typed
    const { reference, unit } = request.params
    const { standing } = await inspect(context, {
      reference,
      unit: Number(unit),
      finding: await findingIn(context, reference, typed),
      photos: await allPhotos(context, request, staffIn(response).id),
      turn: [turn ?? []].flat()[0],
      by: staffIn(response),
    })
    return `/desk/audit?done=${standing.startsWith('held-') ? 'waits' : standing}`
  }, show)
  router.post(address, frame.may('inspect'), upload, record)
  return router
}

/** Those of the form, and those that the auditor's telephone has sent since. */
async function allPhotos({ db }: Context, { params, body }: At, staffId: number): Promise<string[]> {
  const { reference, unit } = params
  const sent = await photosFromPhone(db, { reference, unit: Number(unit), staffId })
  return [...new Set([...photosIn((body ?? {}) as Typed), ...sent])]
}

const photosIn = (typed: Typed): string[] => [typed['photos'] ?? []].flat()

/** @throws Refusal `not-permitted` for whoever is no member of staff. */
function staffIn(response: Response): Extract<Actor, { kind: 'staff' }> {
  const by = actorIn(response)
  if (by.kind !== 'staff') throw refuse('forbidden', 'not-permitted')
  return by
}

/** The page asks what any category may be asked; what the category that was found is not asked is left out. */
async function findingIn({ db }: Context, reference: string, typed: Typed) {
  const { categories } = await programmeVersion(db, (await claimOf(db, reference)).programmeVersion)
  const asked = categories.find(({ id }) => id === typed['category'])?.checklist.map(({ check }) => check)
  const fields = Object.entries(typed).filter(([name]) => {
    const [group, check] = name.split('.')
    return group !== 'checks' || !asked || asked.some((one) => one === check)
  })
  return read(findingSchema, {
    serial: '',
    accessories: [],
    ...formBody(Object.fromEntries(fields) as Typed, shape),
  })
}

/** The bench with what was typed and what was wrong with it. Photos that were taken in stay. */
const showBench =
  (context: Context, frame: Frame) =>
  async (
    request: At,
    response: Response,
    { typed, faults }: Attempt,
    invitation?: Invitation,
  ): Promise<void> => {
    const { db } = context
    const actor = actorIn(response)
    const claim = await claimOf(db, request.params.reference)
    const programme = await programmeVersion(db, claim.programmeVersion)
    const texts = context.texts(localeOf(request))
    const photos = actor.kind === 'staff' ? await allPhotos(context, request, actor.id) : []
    const kept = await Promise.all(photos.map((id) => findEvidence(db, id)))
    await frame.show(response, 'desk/audit', {
      desk: 'audit',
      ...(await benchView(db, claim, Number(request.params.unit), programme, texts)),
      kept: kept.map(({ id, name, kind }) => ({ id, name, kind })),
      action: `/desk/audit/${claim.reference}/${request.params.unit}`,
      ...(invitation && { phone: invitation }),
      form: formView({ area: 'desk', texts, typed, faults }),
    })
  }

const told = ['concluded', 'waits', 'recorded']

async function showQueue(context: Context, frame: Frame, response: Response): Promise<void> {
  const { db, clock } = context
  const actor = actorIn(response)
  const waiting = await waitingFor(db, actor.kind === 'staff' ? actor.id : 0, 100)
  const units = await Promise.all(
    waiting.map(async ({ claim, unit, device }) => {
      const programme = await programmeVersion(db, claim.programmeVersion)
      const dates = await datesOf(db, claim, programme)
      const today = dateIn(clock.now(), programme.timeZone).toString()
      return {
        reference: claim.reference,
        position: unit.position,
        href: `/desk/audit/${claim.reference}/${unit.position}`,
        device: `${device.make} ${device.model}`,
        serial: device.serial,
        company: claim.application.participant.company,
        ...dates,
        appeal: unit.offer === 'disputed',
        isolated: unit.custody === 'isolated',
        ended: claim.state !== 'approved',
        late: dates.payBy !== '' && dates.payBy < today,
      }
    }),
  )
  const { texts } = context
  const done = told.find((one) => one === response.req.query['done'])
  await frame.show(response, 'desk/audit-queue', {
    desk: 'audit',
    units: units.toSorted((one, other) => (one.payBy < other.payBy ? -1 : 1)),
    ...(done && {
      notice: {
        kind: done === 'concluded' ? 'good' : 'wait',
        text: texts(localeOf(response.req)).text(`desk.audit.done.${done}`),
      },
    }),
  })
}
