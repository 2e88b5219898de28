/** Goods that were promised as a reward, over HTTP: what has to be sent, and that it has left (R67). */
import { z } from 'zod'
import type { Office } from '../claims/advance.ts'
import { operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import { openGoods } from './goods-store.ts'
import { releaseReward, sendReward } from './rewarding.ts'

const tag = 'payments'

/** How a parcel is named when a reward leaves: as carriers number them, since the journal keeps it and holds no words. */
export const sentParcel = z.strictObject({
  parcel: z
    .string()
    .trim()
    .min(3)
    .max(40)
    .regex(/^[A-Za-z0-9][A-Za-z0-9 ./-]*$/),
})

/** What is to be sent, and sending it. */
export const goodsOperations = (office: Office): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/goods-orders',
      move: 'see-rewards',
      tag,
      summary: 'Rewards that are goods and have not been sent, the oldest first (R67)',
      output: z.array(
        z.object({
          id: z.int(),
          reference: z.string(),
          unit: z.int(),
          partNumber: z.string(),
          orderedAt: z.string(),
          isReleased: z.boolean().describe('It may leave: finance let it go.'),
        }),
      ),
    },
    async ({ db }) =>
      (await openGoods(db, 500)).map((order) => ({
        ...order,
        orderedAt: order.orderedAt.toString(),
        isReleased: order.releasedBy !== undefined,
      })),
  ),
  operation(
    {
      method: 'post',
      path: '/goods-orders/{id}/release',
      move: 'release-goods',
      tag,
      summary: 'Let a reward go; another person sends it (P3)',
      params: z.object({ id: rowId }),
      input: z.strictObject({}),
    },
    ({ db, actor, params: { id } }) => releaseReward({ ...office, db }, id, actor),
  ),
  operation(
    {
      method: 'post',
      path: '/goods-orders/{id}/shipment',
      move: 'ship-goods',
      tag,
      summary: 'Say that a reward has left, by the number of its parcel',
      params: z.object({ id: rowId }),
      input: sentParcel,
    },
    ({ db, actor, params: { id }, input: { parcel } }) => sendReward({ ...office, db }, id, actor, parcel),
  ),
]
