/** The first page of the desks: what waits for whoever signed in, and finding a claim by whatever one knows of it. */
import { Router } from 'express'
import { dateIn } from '../base/calendar.ts'
import { proposalsIn } from '../billing/proposal-store.ts'
import { awaitsAudit, declaredOf } from '../claims/claim.ts'
import { referencesWithKey } from '../claims/key-store.ts'
import { claimOf, claimsToInspect, countClaims, referencesLike } from '../claims/store.ts'
import type { Context } from '../context.ts'
import type { Database } from '../database.ts'
import { queueHealth } from '../jobs/store.ts'
import { programmesThatOwe } from '../payments/payable-store.ts'
import { proposalFor } from '../payments/paying.ts'
import { plain } from '../programmes/catalogue.ts'
import { openCases } from '../shipping/case-store.ts'
import { spelledAsNumber } from '../shipping/carriers/event.ts'
import { referencesTracked } from '../shipping/carriers/number-store.ts'
import { unprintedLabels } from '../shipping/label-store.ts'
import { awaitingDay, scheduledPickups } from '../shipping/pickup-store.ts'
import { readScan } from '../shipping/scan.ts'
import { parcelBy } from '../shipping/store.ts'
import { desksOf } from '../staff/access.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { queryText } from '../web/request.ts'
import { claimHref } from './claim-links.ts'

const foundAtMost = 20
/** Beyond it the exact number helps nobody. */
const countedAtMost = 500

/** `/desk`: what waits for whoever signed in, and the search. */
export function homePages(context: Context, frame: Frame): Router {
  const router = Router()
  router.get('/desk', frame.may('see-own-account'), async (request, response) => {
    const query = queryText(request, 'q')
    const counts = await countsFor(context)
    const tiles = desksOf(actorIn(response)).map((desk) => ({
      desk,
      count: counts[desk] ?? 0,
      late: 0,
      href: `/desk/${desk}`,
    }))
    await frame.show(response, 'desk', {
      desk: 'home',
      tiles,
      ...(query && { query, results: await resultsFor(context, query) }),
    })
  })
  return router
}

/** What waits at each desk, by its id. */
async function countsFor({ db, clock }: Context): Promise<Readonly<Record<string, number>>> {
  const payable = await Promise.all(
    (await programmesThatOwe(db)).map((id) => proposalFor(db, id, clock.now())),
  )
  const waiting = await claimsToInspect(db, countedAtMost)
  const units = waiting.flatMap((claim) => claim.units.filter(awaitsAudit))
  return {
    review: await countClaims(db, 'submitted'),
    pickups:
      (await scheduledPickups(db, countedAtMost)).length + (await awaitingDay(db, countedAtMost)).length,
    jobs: (await queueHealth(db)).dead,
    carriers: (await openCases(db, countedAtMost)).length,
    labels: (await unprintedLabels(db, countedAtMost)).length,
    audit: units.length,
    proposals: (await proposalsIn(db, 'open', countedAtMost)).length,
    payments: payable.reduce((count, { included }) => count + included.length, 0),
  }
}

/** By reference or part of it, by the code on a label, by a carrier's own number, by the serial number of a product or a device. */
async function resultsFor({ db, clock, tokenKeys }: Context, query: string): Promise<object[]> {
  const scan = readScan(query, { prefixes: [], tokenKeys, today: dateIn(clock.now(), 'UTC') })
  const parcel = scan.kind === 'sscc' ? await parcelBy(db, scan.sscc) : undefined
  const serial = plain(query)
  const references = [
    ...(parcel ? [parcel.claimReference] : []),
    ...(await referencesTracked(db, spelledAsNumber(query), foundAtMost)),
    ...(await referencesLike(db, query, foundAtMost)),
    ...(await referencesWithKey(db, 'device-serial', serial)),
    ...(await referencesWithKey(db, 'product-serial', serial)),
  ]
  const distinct = [...new Set(references)].slice(0, foundAtMost)
  return Promise.all(distinct.map((reference) => resultOf(db, reference)))
}

async function resultOf(db: Database, reference: string): Promise<object> {
  const claim = await claimOf(db, reference)
  const devices = claim.units.map((unit) => {
    const { product, device } = declaredOf(claim, unit)
    return device ? `${device.make} ${device.model} ${device.serial}` : `${product.model} ${product.serial}`
  })
  return {
    reference,
    href: claimHref(reference),
    text: [claim.application.participant.company, ...devices].join(' · '),
  }
}
