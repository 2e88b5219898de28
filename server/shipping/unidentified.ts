/**
 * The bench of unidentified goods: what nobody can tell is photographed and put on a shelf, and matched later by a number
 * on it. What a match says has come is received like any other parcel (R45).
 */
import { actorText, type Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { referencesWithKey } from '../claims/key-store.ts'
import { claimOf } from '../claims/store.ts'
import { inTransaction, type Database } from '../database.ts'
import { attachEvidence } from '../evidence/store.ts'
import { plain } from '../programmes/catalogue.ts'
import { parcelsEndingWith, parcelsWith } from './mark-store.ts'
import { receiveScan, type Receipt, type ReceivingOffice } from './receiving.ts'
import { shipmentsOf, waitingIn } from './store.ts'
import {
  addPhotos,
  insertUnidentified,
  matchTo,
  unidentifiedOf,
  type Found,
  type Unidentified,
} from './unidentified-store.ts'

/** The name of an entry, as it is written on the box: `UG-12`. Its photos are filed under it. */
export const nameOf = ({ id }: Pick<Unidentified, 'id'>): string => `UG-${id}`

/** @throws Refusal `photo-needed` without one, and whatever taking evidence refuses. Nothing is kept then. */
export const shelve = (
  office: Pick<ReceivingOffice, 'db' | 'clock'>,
  found: Found & { readonly photos: readonly string[] },
  by: Actor,
): Promise<Unidentified> =>
  inTransaction(office.db, async (trx) => {
    const photos = [...new Set(found.photos)]
    if (photos.length === 0) throw refuse('invalid', 'photo-needed', undefined, '/photos')
    const id = await insertUnidentified(trx, found, { at: office.clock.now(), by: actorText(by) })
    await attachEvidence(trx, photos, nameOf({ id }), (place) => `/photos/${place}`)
    await addPhotos(trx, id, photos)
    return unidentifiedOf(trx, id)
  })

/** A claim that an entry may belong to, and why. `sscc` is the parcel that has not come, if there is just one. */
export type Suggestion = { readonly reference: string; readonly sscc?: string }

/** Claims with the number on the box or in it, by its parcels or by what was declared; several when it is not clear. */
export async function suggestionsFor(db: Database, { code, serial }: Found): Promise<readonly Suggestion[]> {
  const numbers = [serial, code].filter((number) => number !== undefined)
  const found: Suggestion[] = []
  for (const number of numbers) {
    const whole = await parcelsWith(db, number)
    found.push(...(whole.length > 0 ? whole : await parcelsEndingWith(db, number)))
    for (const reference of await referencesWithKey(db, 'device-serial', plain(number)))
      if (!found.some((one) => one.reference === reference)) found.push({ reference })
  }
  return [...new Map(found.map((one) => [one.reference, one])).values()]
}

/**
 * Says whose an entry is. With `sscc`, or when the claim has one parcel left to come, that parcel is received now.
 * @throws Refusal `claim-unknown`, or `unidentified-matched` naming the claim that somebody chose before.
 */
export const matchUnidentified = (
  office: ReceivingOffice,
  id: number,
  { reference, sscc }: Suggestion,
  by: Actor,
): Promise<{ readonly entry: Unidentified; readonly receipt?: Receipt }> =>
  inTransaction(office.db, async (trx) => {
    await claimOf(trx, reference)
    const first = await matchTo(trx, id, reference, { at: office.clock.now(), by: actorText(by) })
    const entry = await unidentifiedOf(trx, id)
    if (!first)
      throw refuse('conflict', 'unidentified-matched', {
        name: nameOf(entry),
        reference: entry.match?.reference ?? '',
      })
    const waiting = (await shipmentsOf(trx, reference)).flatMap(waitingIn)
    const parcel = waiting.find((one) => one.sscc === sscc) ?? (waiting.length === 1 ? waiting[0] : undefined)
    if (!parcel) return { entry }
    const scan = { scanned: parcel.sscc, condition: 'opened', by } as const
    return { entry, receipt: await receiveScan({ ...office, db: trx }, scan) }
  })
