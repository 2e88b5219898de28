import {
  beforeCommit,
  inTransaction,
  isDuplicate,
  nextNumber,
  together,
  type Database,
  type Transaction,
} from '../../server/database.ts'
import { openTestDatabase } from '../database.ts'

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
})
afterEach(() => db.destroy())

test('a series is counted from 1, each by itself', async () => {
  const drawn = await inTransaction(db, async (trx) => [
    await nextNumber(trx, 'TI'),
    await nextNumber(trx, 'TI'),
    await nextNumber(trx, 'SB'),
  ])
  expect(drawn).toEqual([1, 2, 1])
})

test('a series has no gaps when 200 draw at once and 15 % of them roll back (R49)', async () => {
  const draws = Array.from({ length: 200 }, (_, turn) =>
    inTransaction(db, async (trx) => {
      const drawn = await nextNumber(trx, 'SB')
      if (turn % 20 < 3) throw new Error('rolled back')
      return drawn
    }),
  )
  const settled = await Promise.allSettled(draws)
  const kept = settled.filter((draw) => draw.status === 'fulfilled').map((draw) => draw.value)
  expect(kept.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 170 }, (_, n) => n + 1))
})

test('a transaction inside a transaction is the same one', async () => {
  const failing = inTransaction(db, async (outer) => {
    await inTransaction(outer, (inner) => nextNumber(inner, 'TI'))
    throw new Error('the outer one fails')
  })
  await expect(failing).rejects.toThrow('the outer one fails')
  expect(await db('counters').select()).toEqual([])
})

test('what is done together has ended when one of it fails, and is undone with it', async () => {
  const ended: string[] = []
  const failing = inTransaction(db, (trx) =>
    together(
      trx,
      () => trx('no_such_table').select(),
      async () => {
        for (const series of ['TI', 'SB']) await nextNumber(trx, series).catch(() => undefined)
        ended.push('both')
      },
    ),
  )
  await expect(failing).rejects.toThrow('no_such_table')
  expect(ended).toEqual(['both'])
  expect(await db('counters').select()).toEqual([])
})

test('what is to be done before the commit is done last, and undoes the whole when it fails', async () => {
  const drawn: number[] = []
  const draw = async (trx: Transaction): Promise<void> => void drawn.push(await nextNumber(trx, 'TI'))
  await inTransaction(db, async (trx) => {
    beforeCommit(trx, () => draw(trx))
    await inTransaction(trx, (inner) => draw(inner))
    expect(drawn).toEqual([1])
  })
  expect(drawn).toEqual([1, 2])
  const failing = inTransaction(db, async (trx) => {
    await draw(trx)
    beforeCommit(trx, () => Promise.reject(new Error('the last one fails')))
  })
  await expect(failing).rejects.toThrow('the last one fails')
  expect(await db('counters').pluck('last')).toEqual([2])
})

test('a second row with the same key is told from other errors', async () => {
  const insert = async (): Promise<unknown> => db('counters').insert({ series: 'TI', last: 1 })
  await insert()
  expect(isDuplicate(await insert().catch((error: unknown) => error))).toBe(true)
  expect(
    isDuplicate(
      await db('nowhere')
        .select()
        .catch((error: unknown) => error),
    ),
  ).toBe(false)
  expect(isDuplicate('a word')).toBe(false)
})
