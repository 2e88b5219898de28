/** Goods that were promised as a reward, over HTTP: what has to be sent, and that it has left (R67). */
import { z } from 'zod'
import { advance, type Office } from '../claims/advance.ts'
import { operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import { noteShipped, openGoods } from './goods-store.ts'

const tag = 'payments'

/** What is to be sent, and sending it. */
export const goodsOperations = (office: Office): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/goods-orders',
      move: 'see-shipments',
      tag,
      summary: 'Rewards that are goods and have not been sent, the oldest first (R67)',
      output: z.array(
        z.object({
          id: z.int(),
          reference: z.string(),
          unit: z.int(),
          partNumber: z.string(),
          orderedAt: z.string(),
        }),
      ),
    },
    async ({ db }) =>
      (await openGoods(db, 500)).map((order) => ({ ...order, orderedAt: order.orderedAt.toString() })),
  ),
  operation(
    {
      method: 'post',
      path: '/goods-orders/{id}/shipment',
      move: 'ship-goods',
      tag,
      summary: 'Say that a reward has left, by the number of its parcel',
      params: z.object({ id: rowId }),
      input: z.strictObject({ parcel: z.string().trim().min(3).max(40) }),
    },
    async ({ db, actor: by, params: { id }, input: { parcel } }) => {
      const { reference, unit } = await noteShipped(db, id, { parcel, by, at: office.clock.now() })
      await advance({ ...office, db }, reference, { kind: 'ship-goods', by, unit, parcel })
    },
  ),
]
