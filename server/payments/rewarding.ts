/** A reward is let go and leaves (R67): its order and the move of its claim, both or neither. */
import type { Actor } from '../base/actor.ts'
import { advance, type Office } from '../claims/advance.ts'
import { inTransaction } from '../database.ts'
import { noteReleased, noteShipped } from './goods-store.ts'

/**
 * Lets the goods of an order go; they are sent by somebody else.
 * @throws Refusal `not-found` / `goods-unknown`, `conflict` / `goods-released`, `forbidden` / `releaser-approved-claim` (P3).
 */
export const releaseReward = (office: Office, id: number, by: Actor): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const { reference, unit } = await noteReleased(trx, id, { by, at: office.clock.now() })
    await advance({ ...office, db: trx }, reference, { kind: 'release-goods', by, unit })
  })

/**
 * Notes that the goods of an order have left in that parcel; the participant is told.
 * @throws Refusal `not-found` / `goods-unknown`, `conflict` / `goods-shipped`: each order leaves once (R97);
 * `goods-not-released`; `forbidden` / `shipper-approved-claim`, `shipper-released-goods`: what is worth money takes two (P3).
 */
export const sendReward = (office: Office, id: number, by: Actor, parcel: string): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const { reference, unit } = await noteShipped(trx, id, { parcel, by, at: office.clock.now() })
    await advance({ ...office, db: trx }, reference, { kind: 'ship-goods', by, unit, parcel })
  })
