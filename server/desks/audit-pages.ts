/** The audit bench: what waits, and one device with declared beside found (R8, R17, R43, R44). */
import { Router, type Request, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import { findingSchema, hazards } from '../audit/finding.ts'
import { inspect } from '../audit/inspection.ts'
import { actorText } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { Refusal, refuse } from '../base/refusal.ts'
import { clocksOf } from '../claims/clock-store.ts'
import { awaitsAudit, declaredOf, unitAt, type Claim } from '../claims/claim.ts'
import { entriesOf } from '../claims/journal-store.ts'
import { claimOf, claimsToInspect } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { findEvidence } from '../evidence/store.ts'
import { receiveUpload, uploadFaults } from '../evidence/upload.ts'
import { identify } from '../identity.ts'
import type { Programme } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import { programmeVersion } from '../programmes/store.ts'
import type { Texts } from '../texts/texts.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { localeOf } from '../web/request.ts'
import { code, kilograms, ticks } from '../web/spellings.ts'
import { act, untouched, type Attempt } from './act.ts'
import { unitRows } from './review-view.ts'

type At = Request<{ reference: string; unit: string }>

const shape = { spellings: { accessories: ticks, hazards: ticks, weightGrams: kilograms, serial: code } }

/** The queue of devices and the bench for one of them. */
export function auditPages(context: Context, frame: Frame): Router {
  const { db } = context
  const router = Router()
  router.get('/desk/audit', frame.may('see-audits'), async (_request, response) =>
    showQueue(context, frame, response),
  )

  const show = async (request: At, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const claim = await claimOf(db, request.params.reference)
    const programme = await programmeVersion(db, claim.programmeVersion)
    const texts = context.texts(localeOf(request))
    const photos = photosIn(typed)
    await frame.show(response, 'desk/audit', {
      desk: 'audit',
      ...(await benchView(context, claim, Number(request.params.unit), programme, texts)),
      kept: await Promise.all(photos.map(async (id) => ({ id, name: (await findEvidence(db, id)).name }))),
      action: request.originalUrl,
      form: formView({ area: 'desk', texts, typed, faults }),
    })
  }
  const address = '/desk/audit/:reference/:unit'
  router.get(address, frame.may('see-audits'), (request, response) =>
    show(request as unknown as At, response, untouched),
  )

  const upload = receiveUpload(
    { ...context, whose: async (request) => actorText(await identify(context, request)) },
    { field: 'photos', filesAtMost: 10, kind: 'audit-photo' },
  )
  const record = act<At>(async (request, response) => {
    const by = actorIn(response)
    if (by.kind !== 'staff') throw refuse('forbidden', 'not-permitted')
    const faults = uploadFaults(response)
    if (faults.length > 0) throw new Refusal('invalid', faults)
    const { photos: _, ...typed } = request.body as Typed
    const finding = read(findingSchema, { serial: '', accessories: [], ...formBody(typed, shape) })
    const { reference, unit } = request.params
    await inspect(context, {
      reference,
      unit: Number(unit),
      finding,
      photos: photosIn(request.body as Typed),
      by,
    })
    return '/desk/audit'
  }, show)
  router.post(address, frame.may('inspect'), upload, record)
  return router
}

const photosIn = (typed: Typed): string[] => [typed['photos'] ?? []].flat()

async function showQueue({ db, clock }: Context, frame: Frame, response: Response): Promise<void> {
  const claims = await claimsToInspect(db, 100)
  const units = await Promise.all(
    claims.map(async (claim) => {
      const programme = await programmeVersion(db, claim.programmeVersion)
      const dates = await datesOf({ db }, claim, programme)
      const today = dateIn(clock.now(), programme.timeZone).toString()
      const waiting = claim.units.filter(awaitsAudit)
      return waiting.map((unit) => {
        const { device } = declaredOf(claim, unit)
        return {
          reference: claim.reference,
          position: unit.position,
          href: `/desk/audit/${claim.reference}/${unit.position}`,
          device: device ? `${device.make} ${device.model}` : '',
          serial: device?.serial ?? '',
          company: claim.application.participant.company,
          ...dates,
          appeal: unit.offer === 'disputed',
          late: dates.payBy !== '' && dates.payBy < today,
        }
      })
    }),
  )
  const nearestFirst = units.flat().toSorted((one, other) => (one.payBy < other.payBy ? -1 : 1))
  await frame.show(response, 'desk/audit-queue', { desk: 'audit', units: nearestFirst })
}

async function benchView(
  { db }: Context,
  claim: Claim,
  position: number,
  programme: Programme,
  texts: Texts,
): Promise<object> {
  const { locale } = texts
  const { product } = declaredOf(claim, unitAt(claim, position))
  const named = ({ id, name }: { id: string; name: Parameters<typeof textIn>[0] }) => ({
    value: id,
    text: textIn(name, locale),
  })
  const accessories = new Map(
    programme.categories.flatMap((category) => category.accessories).map((one) => [one.id, named(one)]),
  )
  const choice = (area: string, values: readonly string[]) =>
    values.map((value) => ({ value, text: texts.text(`desk.${area}.${value}`) }))
  return {
    unit: {
      reference: claim.reference,
      position,
      product: product.model,
      declared: unitRows(claim, position, programme, texts).device ?? [],
      ...(await datesOf({ db }, claim, programme)),
    },
    categories: programme.categories.map(named),
    conditions: programme.conditions.map(named),
    accessories: [...accessories.values()],
    hazards: choice('hazard', hazards),
    signatures: choice('signature', ['signed', 'unsigned', 'illegible']),
  }
}

/** ISO dates; empty when nothing was received yet. */
async function datesOf(
  { db }: Pick<Context, 'db'>,
  claim: Claim,
  { timeZone, clocks }: Programme,
): Promise<{ receivedOn: string; payBy: string }> {
  const received = (await entriesOf(db, claim.reference)).find(({ kind }) => kind === 'received')
  const ids = clocks.filter(({ stop }) => stop === 'paid').map(({ id }) => id)
  const clock = (await clocksOf(db, claim.id)).find((one) => ids.includes(one.clock))
  return {
    receivedOn: received ? dateIn(Temporal.Instant.from(received.at), timeZone).toString() : '',
    payBy: clock?.dueOn.toString() ?? '',
  }
}
