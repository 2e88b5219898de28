/** The receiving desk: one box to scan into, one verdict, ready for the next (R33, R45). */
import { Router, type Request, type Response } from 'express'
import { actorText } from '../base/actor.ts'
import { declaredOf, type Claim } from '../claims/claim.ts'
import type { Context } from '../context.ts'
import { receiptConditions, receiveScan, type Receipt } from '../shipping/receiving.ts'
import { lastScans, type ScanVerdict } from '../shipping/scan-store.ts'
import { formView } from '../web/form-view.ts'
import type { Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { localeOf } from '../web/request.ts'
import { deskForm } from './act.ts'
import { claimHref } from './claim-links.ts'

const tones: Readonly<Record<ScanVerdict, 'good' | 'wait' | 'bad'>> = {
  received: 'good',
  'already-received': 'wait',
  'not-expected': 'bad',
  void: 'bad',
  'label-replaced': 'bad',
  forged: 'bad',
}

/** The audit centre's own clock hangs on its wall (R2). */
const deskZone = 'Europe/Berlin'

/** One box to scan into, the verdict, the last scans. */
export function receivingPages(context: Context, frame: Frame): Router {
  const router = Router()
  const show = async (request: Request, response: Response, receipt?: Receipt): Promise<void> => {
    const texts = context.texts(localeOf(request))
    const scans = await lastScans(context.db, actorText(actorIn(response)), 20)
    await frame.show(response, 'desk/receive', {
      desk: 'receive',
      form: formView({ area: 'desk', texts }),
      verdict: receipt && verdictOf(receipt),
      recent: scans.map(({ at, scanned, verdict, claimReference: reference }) => ({
        scanned,
        at,
        tone: tones[verdict],
        code: verdict,
        ...(reference && { reference, href: claimHref(reference) }),
      })),
      timeZone: deskZone,
    })
  }
  router.get('/desk/receive', frame.may('receive'), (request, response) => show(request, response))
  router.post('/desk/receive', frame.may('receive'), deskForm, async (request, response) => {
    const scanned = String(((request.body ?? {}) as Typed)['scanned'] ?? '')
      .trim()
      .slice(0, 500)
    if (scanned === '') return show(request, response)
    const typed = String(((request.body ?? {}) as Typed)['condition'] ?? '')
    const condition = receiptConditions.find((one) => one === typed) ?? 'sound'
    const receipt = await receiveScan(context, { scanned, condition, by: actorIn(response) })
    await show(request, response, receipt)
  })
  return router
}

function verdictOf({ verdict, scanned, claim, parcel, missing }: Receipt): object {
  const code = verdict === 'received' && missing > 0 ? 'received-part' : verdict
  return {
    tone: tones[verdict],
    code,
    facts: { scanned, reference: claim?.reference ?? '', missing },
    ...(claim && { reference: claim.reference, href: claimHref(claim.reference) }),
    devices: claim && parcel ? devicesIn(claim, parcel.units) : [],
  }
}

const devicesIn = (claim: Claim, positions: readonly number[]): string[] =>
  claim.units.flatMap((unit) => {
    const { device } = declaredOf(claim, unit)
    return device && positions.includes(unit.position)
      ? [`${device.make} ${device.model}, ${device.serial}`]
      : []
  })
