/**
 * A label that was lost, spoiled or is no longer right is made anew (R32): the boxes get new numbers, the old ones are
 * void from this moment and say so at the scanner, and the participant gets one mail.
 */
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { advance } from '../claims/advance.ts'
import type { Claim } from '../claims/claim.ts'
import { lockClaim } from '../claims/store.ts'
import { inTransaction, type Database } from '../database.ts'
import { programmeVersion } from '../programmes/store.ts'
import { numberParcel, orderLabel, type ShippingDesk } from './opening.ts'
import { pickupOf } from './pickup-store.ts'
import { stillHere } from './still-here.ts'
import { replaceNumbers, shipmentsOf } from './store.ts'

/** Why a label is made anew; texts under `reasons`. */
export const reissueReasons = ['label-lost', 'label-spoiled', 'label-wrong'] as const

/** @throws Refusal `conflict` / `no-label-to-replace` when nothing is labelled, or everything has come already. */
export const reissueLabel = (
  desk: ShippingDesk & { readonly db: Database },
  reference: string,
  { reason, by }: { readonly reason: (typeof reissueReasons)[number]; readonly by: Actor },
): Promise<Claim> =>
  inTransaction(desk.db, async (trx) => {
    const claim = await lockClaim(trx, reference)
    const shipment = (await shipmentsOf(trx, reference)).at(-1)
    const waiting = shipment ? stillHere(claim, shipment) : []
    if (!shipment || waiting.length === 0) throw refuse('conflict', 'no-label-to-replace', { reference })
    const programme = await programmeVersion(trx, claim.programmeVersion)
    const renewed = await replaceNumbers(trx, { ...shipment, parcels: waiting }, () =>
      numberParcel(trx, desk.gs1CompanyPrefix),
    )
    const labelled = { ...renewed, parcels: stillHere(claim, renewed) }
    await orderLabel(desk, { trx, claim, programme }, labelled, (await pickupOf(trx, shipment.id))?.slot)
    return advance({ ...desk, db: trx }, reference, {
      kind: 'label',
      by,
      units: waiting.flatMap(({ units }) => units),
      shipment: shipment.id,
      way: shipment.way,
      replaces: waiting.map(({ sscc }) => sscc),
      reason,
    })
  })
