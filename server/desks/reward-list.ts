/** Rewards that are goods, as the page and the file show them: what is to be sent, or what was sent lately (R67). */
import { claimOf } from '../claims/store.ts'
import type { Database } from '../database.ts'
import { openGoods, sentGoods, type GoodsOrder } from '../payments/goods-store.ts'
import { goodsIn } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import { programmeVersion } from '../programmes/store.ts'
import type { Texts } from '../texts/texts.ts'
import { claimHref } from './claim-links.ts'
import type { Asked } from './filters.ts'
import { atOnce, openAtMost, type Listed } from './listed.ts'

type RewardRow = Awaited<ReturnType<typeof rowOf>>

/** The oldest order first of what is to be sent; the last one first of what has left. */
export async function rewardRows(
  db: Database,
  { state }: Asked,
  limit: number,
  texts: Texts,
): Promise<RewardRow[]> {
  const orders = await (state === 'sent' ? sentGoods : openGoods)(db, limit)
  return Promise.all(orders.map((order) => rowOf(db, order, texts)))
}

/** Where it goes is the address of the application; what it is, by the programme that the claim was made under. */
async function rowOf(db: Database, order: GoodsOrder, { locale }: Texts) {
  const { application, programmeVersion: version } = await claimOf(db, order.reference)
  const programme = await programmeVersion(db, version)
  const { company, contactName, address } = application.participant
  const goods = goodsIn(programme, order.partNumber)
  return {
    id: order.id,
    reference: order.reference,
    claimHref: claimHref(order.reference),
    partNumber: order.partNumber,
    name: goods ? textIn(goods.name, locale) : '',
    address: [company, contactName, address.street, `${address.country}-${address.postcode} ${address.city}`],
    orderedAt: order.orderedAt.toString(),
    isReleased: order.releasedBy !== undefined,
    parcel: order.parcel,
    shippedAt: order.shippedAt?.toString(),
  }
}

export const rewardList: Listed<RewardRow> = {
  may: 'see-rewards',
  columns: [
    ['desk.column.reference', ({ reference }) => reference],
    ['desk.reward.goods', ({ name }) => name],
    ['desk.reward.part-number', ({ partNumber }) => partNumber],
    ['desk.column.where', ({ address }) => address.join(', ')],
    ['desk.reward.ordered', ({ orderedAt }) => orderedAt],
    ['desk.reward.parcel', ({ parcel }) => parcel],
    ['desk.column.sent', ({ shippedAt }) => shippedAt],
  ],
  rows: atOnce(({ db }, asked, texts) => rewardRows(db, asked, openAtMost, texts)),
}
