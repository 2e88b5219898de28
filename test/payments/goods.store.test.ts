import { debtsSince as at, oweDebts } from '../../scripts/walk/debts.ts'
import type { Actor } from '../../server/base/actor.ts'
import { writeEntry } from '../../server/claims/journal-store.ts'
import { inTransaction, type Database } from '../../server/database.ts'
import { noteReleased, noteShipped, openGoods, orderGoods } from '../../server/payments/goods-store.ts'
import { openTestDatabase } from '../database.ts'

const by: Actor = { kind: 'staff', id: 1, roles: ['dispatcher'] }
const finance: Actor = { kind: 'staff', id: 3, roles: ['finance'] }

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
  await oweDebts(db, 1)
})
afterEach(() => db.destroy())

test('a reward is ordered once and leaves once (R67, R97)', async () => {
  const order = { reference: 'TI-1', unit: 1, partNumber: '4XB1D04756' }
  await inTransaction(db, (trx) => orderGoods(trx, order, at))
  await inTransaction(db, (trx) => orderGoods(trx, order, at))
  const [open, ...others] = await openGoods(db, 10)
  expect(open).toMatchObject(order)
  expect(others).toEqual([])
  await inTransaction(db, (trx) => noteReleased(trx, open?.id ?? 0, { by: finance, at }))
  const ship = () => inTransaction(db, (trx) => noteShipped(trx, open?.id ?? 0, { parcel: 'GB1234', by, at }))
  expect(await ship()).toMatchObject(order)
  await expect(ship()).rejects.toThrow('goods-shipped')
  expect(await openGoods(db, 10)).toEqual([])
})

test('goods are let go by one person and sent by another; the database says the same (P3)', async () => {
  await inTransaction(db, (trx) =>
    orderGoods(trx, { reference: 'TI-1', unit: 1, partNumber: '4XB1D04756' }, at),
  )
  const [{ id } = { id: 0 }] = await openGoods(db, 10)
  const ship = () => inTransaction(db, (trx) => noteShipped(trx, id, { parcel: 'GB1234', by, at }))
  const release = (who: Actor) => inTransaction(db, (trx) => noteReleased(trx, id, { by: who, at }))
  await expect(ship()).rejects.toThrow('goods-not-released')
  await expect(db('goods_orders').update({ shipped_by: 'staff:1' })).rejects.toThrow('sent by another')
  await release(finance)
  await expect(release(finance)).rejects.toThrow('goods-released')
  await expect(
    inTransaction(db, (trx) => noteShipped(trx, id, { parcel: 'GB1234', by: finance, at })),
  ).rejects.toThrow('shipper-released-goods')
  await expect(db('goods_orders').update({ shipped_by: 'staff:3' })).rejects.toThrow('sent by another')
  expect(await openGoods(db, 10)).toMatchObject([{ releasedBy: 'staff:3' }])
  await ship()
  expect(await openGoods(db, 10)).toEqual([])
})

test('who approved a claim neither lets its goods go nor sends them; the database says the same (P3)', async () => {
  await inTransaction(db, (trx) =>
    orderGoods(trx, { reference: 'TI-1', unit: 1, partNumber: '4XB1D04756' }, at),
  )
  const { programme_version: programmeVersion } = await db('claims').first<{ programme_version: string }>()
  const approval = { kind: 'approved', facts: {} } as const
  await inTransaction(db, (trx) => writeEntry(trx, { reference: 'TI-1', programmeVersion }, approval, by, at))
  const [open] = await openGoods(db, 10)
  const ship = (who: Actor) =>
    inTransaction(db, (trx) => noteShipped(trx, open?.id ?? 0, { parcel: 'GB1234', by: who, at }))
  const release = (who: Actor) =>
    inTransaction(db, (trx) => noteReleased(trx, open?.id ?? 0, { by: who, at }))
  await expect(release(by)).rejects.toThrow('releaser-approved-claim')
  await expect(db('goods_orders').update({ released_by: 'staff:1' })).rejects.toThrow(
    'does not release its goods',
  )
  await release(finance)
  await expect(ship(by)).rejects.toThrow('shipper-approved-claim')
  await expect(db('goods_orders').update({ shipped_by: 'staff:1' })).rejects.toThrow(
    'does not send its goods',
  )
  expect(await ship({ ...by, id: 2 })).toMatchObject({ reference: 'TI-1' })
})
