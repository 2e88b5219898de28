/** Which parcels a scan means: by its own number, by the claim, by a device in it, by a carrier's number, or by its end. */
import type { Database } from '../database.ts'
import { parcelsTracked } from './carriers/number-store.ts'
import { parcelsEndingWith, parcelsWith, type Marked } from './mark-store.ts'
import type { Scan } from './scan.ts'
import { parcelBy, type Parcel } from './store.ts'

export type Expected = Parcel & { readonly claimReference: string }

/**
 * The parcels that could be meant, at most one when there is no doubt: of several those that have not come; of those that
 * have all come, the last of one claim. A replaced label is found by its own number alone.
 */
export async function parcelsMeant(db: Database, scan: Scan): Promise<readonly Expected[]> {
  switch (scan.kind) {
    case 'sscc':
      return parcelsAt(db, [scan.sscc])
    case 'reference':
      return withoutDoubt(await found(db, await parcelsWith(db, scan.reference)))
    case 'number':
      return byNumber(db, scan.numbers)
    case 'cage':
    case 'forged':
      return []
  }
}

/** Whole numbers before ends of numbers, and the spelling as it was scanned before what a keyboard may have made of it. */
async function byNumber(db: Database, numbers: readonly string[]): Promise<readonly Expected[]> {
  for (const look of [parcelsWith, trackedAs, parcelsEndingWith])
    for (const number of numbers) {
      const parcels = await found(db, await look(db, number))
      if (parcels.length > 0) return withoutDoubt(parcels)
    }
  return []
}

const trackedAs = async (db: Database, number: string): Promise<Pick<Marked, 'sscc'>[]> =>
  (await parcelsTracked(db, number)).map((sscc) => ({ sscc }))

const found = (db: Database, marked: readonly Pick<Marked, 'sscc'>[]): Promise<readonly Expected[]> =>
  parcelsAt(db, [...new Set(marked.map(({ sscc }) => sscc))])

async function parcelsAt(db: Database, numbers: readonly string[]): Promise<readonly Expected[]> {
  const parcels: Expected[] = []
  // One after the other: a transaction has one connection.
  for (const sscc of numbers) {
    const parcel = await parcelBy(db, sscc)
    if (parcel) parcels.push(parcel)
  }
  return parcels
}

function withoutDoubt(parcels: readonly Expected[]): readonly Expected[] {
  const open = parcels.filter(({ state }) => state === 'labelled')
  if (open.length > 0) return open
  const claims = new Set(parcels.map(({ claimReference }) => claimReference))
  return claims.size > 1 ? parcels : parcels.slice(-1)
}
