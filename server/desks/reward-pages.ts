/** Rewards that are goods, as a page: what is let go, what has to be sent to whom, and that it has left (R67). Knows no carrier and no stock. */
import { Router, type Request, type Response } from 'express'
import type { Context } from '../context.ts'
import { sentParcel } from '../payments/goods-routes.ts'
import { releaseReward, sendReward } from '../payments/rewarding.ts'
import { mayDo } from '../staff/access.ts'
import { formView } from '../web/form-view.ts'
import { formBody } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { rowId } from '../web/params.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { listView } from './list-view.ts'
import { rewardRows } from './reward-list.ts'

const page = '/desk/rewards'
const shownAtMost = 50

/** The list of what is to be sent, and sending it. */
export function rewardPages(context: Context, frame: Frame): Router {
  const { db, texts } = context
  const router = Router()
  const show = async (request: Request, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const spoken = texts(localeOf(request))
    const may = (move: string): boolean => mayDo(actorIn(response), move)
    const { list, asked } = await listView({ db, texts: spoken }, actorIn(response), 'rewards', request)
    const rows = await rewardRows(db, asked, shownAtMost + 1, spoken)
    await frame.show(response, 'desk/rewards', {
      desk: 'rewards',
      list,
      state: asked['state'],
      orders: rows.slice(0, shownAtMost),
      mayRelease: may('release-goods'),
      maySend: may('ship-goods'),
      hasMore: rows.length > shownAtMost,
      form: formView({ area: 'desk', texts: spoken, typed, faults }),
    })
  }
  router.get(page, frame.may('see-rewards'), (request, response) => show(request, response, untouched))
  router.post(
    `${page}/:id`,
    frame.may('ship-goods'),
    deskForm,
    act(async (request, response) => {
      const { parcel } = read(sentParcel, formBody(typedIn(request)))
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
