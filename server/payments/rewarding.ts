/** A reward leaves (R67): its order and the move of its claim, both or neither. */
import type { Actor } from '../base/actor.ts'
import { advance, type Office } from '../claims/advance.ts'
import { inTransaction } from '../database.ts'
import { noteShipped } from './goods-store.ts'

/**
 * Notes that the goods of an order have left in that parcel; the participant is told.
 * @throws Refusal `not-found` / `goods-unknown`, `conflict` / `goods-shipped`: each order leaves once (R97);
 * `forbidden` / `shipper-approved-claim`: what is worth money takes two, as money does (P3).
 */
export const sendReward = (office: Office, id: number, by: Actor, parcel: string): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const { reference, unit } = await noteShipped(trx, id, { parcel, by, at: office.clock.now() })
    await advance({ ...office, db: trx }, reference, { kind: 'ship-goods', by, unit, parcel })
  })
