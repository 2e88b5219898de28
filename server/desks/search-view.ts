/**
 * Whatever staff know of a claim leads to it: its reference, a serial number, what a carrier or an invoice calls it, its
 * company; the beginning or the last four characters of any are enough (eight of a company). Reads only.
 */
import { dateIn } from '../base/calendar.ts'
import { claimsBilledAs } from '../billing/search-store.ts'
import { declaredOf } from '../claims/claim.ts'
import { claimsFound } from '../claims/search-store.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import type { Database } from '../database.ts'
import { claimsShippedAs } from '../shipping/search-store.ts'
import { readScan } from '../shipping/scan.ts'
import { parcelBy } from '../shipping/store.ts'
import { historyHref } from './claim-links.ts'

const foundAtMost = 20

// Less would find half of the house.
const shortest = 3

/** What is found for words that were typed or a code that was scanned, the surest first; `more` when that is not all. */
export async function searchView(
  context: Pick<Context, 'db' | 'clock' | 'tokenKeys'>,
  typed: string,
): Promise<{ readonly results: readonly object[]; readonly more: boolean }> {
  const { db } = context
  const references = typed.length < shortest ? [] : await referencesFor(context, typed)
  const distinct = [...new Set(references)]
  return {
    results: await Promise.all(distinct.slice(0, foundAtMost).map((reference) => resultOf(db, reference))),
    more: distinct.length > foundAtMost,
  }
}

/** References of claims, the same one as often as it is found. */
export async function referencesFor(
  { db, clock, tokenKeys }: Pick<Context, 'db' | 'clock' | 'tokenKeys'>,
  typed: string,
): Promise<string[]> {
  const scan = readScan(typed, { prefixes: [], tokenKeys, today: dateIn(clock.now(), 'UTC') })
  const parcel = scan.kind === 'sscc' ? await parcelBy(db, scan.sscc) : undefined
  const limit = foundAtMost + 1
  const found = await Promise.all([
    claimsFound(db, typed, limit),
    claimsShippedAs(db, typed, limit),
    claimsBilledAs(db, typed, limit),
  ])
  return [...(parcel ? [parcel.claimReference] : []), ...found.flat()]
}

async function resultOf(db: Database, reference: string): Promise<object> {
  const claim = await claimOf(db, reference)
  const devices = claim.units.map((unit) => {
    const { product, device } = declaredOf(claim, unit)
    return device ? `${device.make} ${device.model} ${device.serial}` : `${product.model} ${product.serial}`
  })
  return {
    reference,
    href: historyHref(reference),
    state: claim.state,
    text: [claim.application.participant.company, ...devices].join(' · '),
  }
}
