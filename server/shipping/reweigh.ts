/**
 * A parcel that turns out too heavy for the post office (R34, R35): the drop-off becomes a pick-up, the label that was
 * sent is void from this moment, and the participant gets one mail with the new one.
 */
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { advance } from '../claims/advance.ts'
import type { Claim } from '../claims/claim.ts'
import { lockClaim } from '../claims/store.ts'
import { inTransaction, type Database } from '../database.ts'
import { programmeVersion } from '../programmes/store.ts'
import { numberParcel, orderLabel, type ShippingDesk } from './opening.ts'
import { becomePickup, replaceNumbers, shipmentsOf, waitingIn } from './store.ts'

/** The reason in the journal, by which the mail is told from that of a lost label. */
export const overLimit = 'over-limit'

/**
 * `weightGrams` is that of the whole shipment, as the post office, the depot or the participant weighed it.
 * @throws Refusal `conflict` / `nothing-to-weigh` unless something waits to be posted, `invalid` /
 * `within-drop-off-limit` for a weight that a post office takes.
 */
export const reweigh = (
  desk: ShippingDesk & { readonly db: Database },
  reference: string,
  { weightGrams, by }: { readonly weightGrams: number; readonly by: Actor },
): Promise<Claim> =>
  inTransaction(desk.db, async (trx) => {
    const claim = await lockClaim(trx, reference)
    const programme = await programmeVersion(trx, claim.programmeVersion)
    const shipment = (await shipmentsOf(trx, reference)).at(-1)
    const waiting = shipment ? waitingIn(shipment) : []
    if (claim.state !== 'approved' || shipment?.way !== 'drop-off' || waiting.length === 0)
      throw refuse('conflict', 'nothing-to-weigh', { reference })
    const limit = programme.dropOffLimitGrams ?? 0
    if (weightGrams <= limit)
      throw refuse('invalid', 'within-drop-off-limit', { limit: limit / 1000 }, '/weightGrams')
    await becomePickup(trx, shipment, weightGrams)
    const fetched = (await shipmentsOf(trx, reference)).at(-1) ?? shipment
    const renewed = await replaceNumbers(trx, fetched, () => numberParcel(trx, desk.gs1CompanyPrefix))
    await orderLabel(desk, { trx, claim, programme }, renewed, undefined)
    return advance({ ...desk, db: trx }, reference, {
      kind: 'label',
      by,
      units: waiting.flatMap(({ units }) => units),
      shipment: shipment.id,
      way: 'pick-up',
      replaces: waiting.map(({ sscc }) => sscc),
      reason: overLimit,
    })
  })
