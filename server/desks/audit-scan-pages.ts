/** The audit bench's box: what is scanned opens the bench of that device, without a touch of the mouse (R43). */
import { Router } from 'express'
import { dateIn } from '../base/calendar.ts'
import { awaitsAudit, declaredOf } from '../claims/claim.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { referencePrefixes } from '../programmes/store.ts'
import { parcelsMeant } from '../shipping/looking.ts'
import { spellMark } from '../shipping/mark-store.ts'
import { readScan } from '../shipping/scan.ts'
import type { Frame } from '../web/frame.ts'
import { queryText } from '../web/request.ts'

/** `/desk/audit/scan?scanned=…` goes on to the device that waits, or to the search for what none waits by. */
export function auditScanPages(context: Context, frame: Frame): Router {
  const router = Router()
  router.get('/desk/audit/scan', frame.may('see-audits'), async (request, response) => {
    const scanned = queryText(request, 'scanned')
    const unit = scanned === '' ? undefined : await waitingUnit(context, scanned)
    const search = scanned === '' ? '/desk/audit' : `/desk?q=${encodeURIComponent(scanned)}`
    response.redirect(303, unit ?? search)
  })
  return router
}

/** The bench of the device with that serial number, else of the first in the parcel that still waits for its audit. */
async function waitingUnit(
  { db, clock, tokenKeys, centreTimeZone }: Context,
  scanned: string,
): Promise<string | undefined> {
  const prefixes = await referencePrefixes(db)
  const scan = readScan(scanned, { prefixes, tokenKeys, today: dateIn(clock.now(), centreTimeZone) })
  const parcels = await parcelsMeant(db, scan)
  for (const { claimReference, units } of parcels) {
    const claim = await claimOf(db, claimReference)
    const waiting = claim.units.filter((unit) => units.includes(unit.position) && awaitsAudit(unit))
    const named = waiting.find(
      (unit) => spellMark(declaredOf(claim, unit).device?.serial ?? '') === spellMark(scanned),
    )
    const unit = named ?? waiting[0]
    if (unit) return `/desk/audit/${claimReference}/${unit.position}`
  }
  return undefined
}
