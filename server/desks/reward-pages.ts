/** Rewards that are goods, as a page: what is let go, what has to be sent to whom, and that it has left (R67). Knows no carrier and no stock. */
import { Router, type Request, type Response } from 'express'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import type { Database } from '../database.ts'
import { sentParcel } from '../payments/goods-routes.ts'
import { openGoods, sentGoods, type GoodsOrder } from '../payments/goods-store.ts'
import { releaseReward, sendReward } from '../payments/rewarding.ts'
import { goodsIn } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import { programmeVersion } from '../programmes/store.ts'
import { mayDo } from '../staff/access.ts'
import type { Texts } from '../texts/texts.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { rowId } from '../web/params.ts'
import { read } from '../web/read.ts'
import { localeOf } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref } from './claim-links.ts'

const page = '/desk/rewards'
const shownAtMost = 50

/** The list of what is to be sent, and sending it. */
export function rewardPages(context: Context, frame: Frame): Router {
  const { db, texts } = context
  const router = Router()
  const show = async (request: Request, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const spoken = texts(localeOf(request))
    const open = await openGoods(db, shownAtMost + 1)
    const may = (move: string): boolean => mayDo(actorIn(response), move)
    await frame.show(response, 'desk/rewards', {
      desk: 'rewards',
      orders: await rowsOf(db, open.slice(0, shownAtMost), spoken),
      mayRelease: may('release-goods'),
      maySend: may('ship-goods'),
      hasMore: open.length > shownAtMost,
      sent: await rowsOf(db, await sentGoods(db, 20), spoken),
      form: formView({ area: 'desk', texts: spoken, typed, faults }),
    })
  }
  router.get(page, frame.may('see-rewards'), (request, response) => show(request, response, untouched))
  router.post(
    `${page}/:id`,
    frame.may('ship-goods'),
    deskForm,
    act(async (request, response) => {
      const { parcel } = read(sentParcel, formBody((request.body ?? {}) as Typed))
      await sendReward(context, read(rowId, request.params['id']), actorIn(response), parcel)
      return page
    }, show),
  )
  router.post(
    `${page}/:id/release`,
    frame.may('release-goods'),
    deskForm,
    act(async (request, response) => {
      await releaseReward(context, read(rowId, request.params['id']), actorIn(response))
      return page
    }, show),
  )
  return router
}

const rowsOf = (db: Database, orders: readonly GoodsOrder[], texts: Texts): Promise<object[]> =>
  Promise.all(orders.map((order) => rowOf(db, order, texts)))

/** Where it goes is the address of the application; what it is, by the programme that the claim was made under. */
async function rowOf(db: Database, order: GoodsOrder, { locale }: Texts): Promise<object> {
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
