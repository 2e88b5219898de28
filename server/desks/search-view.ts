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
import type { Asked } from './filters.ts'
import { atOnce, type Listed } from './listed.ts'

const foundAtMost = 20

// Less would find half of the house.
const shortest = 3

type Finder = Pick<Context, 'db' | 'clock' | 'tokenKeys'>

/** What is found for words that were typed or a code that was scanned, the surest first; `more` when that is not all. */
export async function searchView(
  context: Finder,
  typed: string,
): Promise<{ readonly results: readonly object[]; readonly more: boolean }> {
  const { db } = context
  const distinct = await distinctFor(context, typed, foundAtMost + 1)
  return {
    results: await Promise.all(distinct.slice(0, foundAtMost).map((reference) => resultOf(db, reference))),
    more: distinct.length > foundAtMost,
  }
}

async function distinctFor(context: Finder, typed: string, limit: number): Promise<string[]> {
  const references = typed.length < shortest ? [] : await referencesFor(context, typed, limit)
  return [...new Set(references)]
}

/** References of claims, the same one as often as it is found; so many by each of what they can be found by. */
export async function referencesFor(
  { db, clock, tokenKeys }: Finder,
  typed: string,
  limit: number = foundAtMost + 1,
): Promise<string[]> {
  const scan = readScan(typed, { prefixes: [], tokenKeys, today: dateIn(clock.now(), 'UTC') })
  const parcel = scan.kind === 'sscc' ? await parcelBy(db, scan.sscc) : undefined
  const found = await Promise.all([
    claimsFound(db, typed, limit),
    claimsShippedAs(db, typed, limit),
    claimsBilledAs(db, typed, limit),
  ])
  return [...(parcel ? [parcel.claimReference] : []), ...found.flat()]
}

async function resultOf(db: Database, reference: string) {
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
    company: claim.application.participant.company,
    devices: devices.join(', '),
  }
}

/** A file holds more than a person reads through, and less than the house. */
const filedAtMost = 1000

export const foundList: Listed<Awaited<ReturnType<typeof resultOf>>> = {
  may: 'list-claims',
  columns: [
    ['desk.column.reference', ({ reference }) => reference],
    ['desk.column.state', ({ state }, texts) => texts.text(`pages.claim.${state}`)],
    ['desk.column.company', ({ company }) => company],
    ['desk.column.device', ({ devices }) => devices],
  ],
  rows: atOnce(async (context, { q = '' }: Asked) =>
    Promise.all((await distinctFor(context, q, filedAtMost)).map((one) => resultOf(context.db, one))),
  ),
}
