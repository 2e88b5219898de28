/** The audit bench: what waits, and one device with declared beside found (R8, R17, R43, R44). */
import { Router, type Request, type Response } from 'express'
import { inspect } from '../audit/inspection.ts'
import { waitingFor } from '../audit/waiting-view.ts'
import { actorText } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { Refusal } from '../base/refusal.ts'
import { unitAt } from '../claims/claim.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { findEvidence } from '../evidence/store.ts'
import { receiveUpload, uploadFaults } from '../evidence/upload.ts'
import { identify } from '../identity.ts'
import { programmeVersion } from '../programmes/store.ts'
import { formView } from '../web/form-view.ts'
import type { Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { act, untouched, type Attempt } from './act.ts'
import { addressAfter, allPhotos, auditStationPages, staffIn } from './audit-station-pages.ts'
import { benchView, datesOf } from './bench-view.ts'
import { erasurePages } from './erasure-pages.ts'
import { findingIn } from './finding-view.ts'
import { invitePhone, type Invitation } from './phone-pages.ts'

type At = Request<{ reference: string; unit: string }>

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
  router.use(auditStationPages(context, frame))
  // The form comes back as it was typed, with a code for the telephone, or with the photos that it sent.
  router.post(`${address}/phone`, frame.may('inspect'), upload, async (request, response) => {
    const { reference, unit } = request.params as { reference: string; unit: string }
    const { id: staffId } = staffIn(response)
    const { position } = unitAt(await claimOf(context.db, reference), Number(unit))
    const typed = typedIn(request)
    const isWanted = typed['phone'] !== 'look'
    const invitation = isWanted
      ? await invitePhone(context, { reference, unit: position, staffId })
      : undefined
    const attempt = { typed, faults: uploadFaults(response) }
    await show(request as unknown as At, response, attempt, invitation)
  })
  const record = act<At>(async (request, response) => {
    const faults = uploadFaults(response)
    if (faults.length > 0) throw new Refusal('invalid', faults)
    const { photos: _, turn, ...typed } = typedIn(request)
    const { reference, unit } = request.params
    const by = staffIn(response)
    const device = { reference, unit: Number(unit) }
    const { standing } = await inspect(context, {
      ...device,
      finding: await findingIn(context.db, reference, typed),
      photos: await allPhotos(context.db, photosIn(request), { ...device, staffId: by.id }),
      turn: [turn ?? []].flat()[0],
      by,
    })
    return addressAfter(standing)
  }, show)
  router.post(address, frame.may('inspect'), upload, record)
  return router
}

const photosIn = ({ body }: At): string[] => [((body ?? {}) as Typed)['photos'] ?? []].flat()

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
    const { reference, unit } = request.params
    const claim = await claimOf(db, reference)
    const programme = await programmeVersion(db, claim.programmeVersion)
    const texts = context.texts(localeOf(request))
    const staffId = actor.kind === 'staff' ? actor.id : 0
    const photos = await allPhotos(db, photosIn(request), { reference, unit: Number(unit), staffId })
    const kept = await Promise.all(photos.map((id) => findEvidence(db, id)))
    await frame.show(response, 'desk/audit', {
      desk: 'audit',
      staffId,
      hint: 'bench',
      ...(await benchView(db, claim, Number(unit), programme, texts)),
      kept: kept.map(({ id, name, kind }) => ({ id, name, kind })),
      action: `/desk/audit/${claim.reference}/${unit}`,
      ...(invitation && { phone: invitation }),
      form: formView({ area: 'desk', texts, typed, faults }),
    })
  }

const told = ['concluded', 'waits', 'recorded']

async function showQueue(context: Context, frame: Frame, response: Response): Promise<void> {
  const { db, clock } = context
  const actor = actorIn(response)
  const staffId = actor.kind === 'staff' ? actor.id : 0
  const waiting = await waitingFor(db, staffId, 100)
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
    staffId,
    hint: 'queue',
    units: units.toSorted((one, other) => (one.payBy < other.payBy ? -1 : 1)),
    ...(done && {
      notice: {
        kind: done === 'concluded' ? 'good' : 'wait',
        text: texts(localeOf(response.req)).text(`desk.audit.done.${done}`),
      },
    }),
  })
}
