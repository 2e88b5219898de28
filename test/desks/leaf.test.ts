import { leafOf } from '../../server/desks/leaf.ts'

const ten = Array.from({ length: 10 }, (_, place) => place + 1)
const at = (address: string, rows = ten) => leafOf(rows, { name: 'out', size: 4, address })

test('leaves cover the whole list once, each with its place and the way to its neighbours', () => {
  expect(at('/desk/payments')).toEqual({
    rows: [1, 2, 3, 4],
    first: 1,
    last: 4,
    all: 10,
    afterHref: '/desk/payments?out=2#out',
  })
  expect(at('/desk/payments?state=created&out=2')).toEqual({
    rows: [5, 6, 7, 8],
    first: 5,
    last: 8,
    all: 10,
    beforeHref: '/desk/payments?state=created&out=1#out',
    afterHref: '/desk/payments?state=created&out=3#out',
  })
  expect(at('/desk/payments?out=3')).toMatchObject({ rows: [9, 10], first: 9, last: 10 })
  expect(at('/desk/payments?out=3').afterHref).toBeUndefined()
})

test.each(['0', '-1', '1.5', 'two', '', '1e3'])('a leaf %j is the first', (asked) => {
  expect(at(`/desk/payments?out=${asked}`).first).toBe(1)
})

test('behind the end stands the last leaf, and an empty list has one', () => {
  expect(at('/desk/payments?out=999999999').rows).toEqual([9, 10])
  expect(at('/desk/payments?out=2', [])).toEqual({ rows: [], first: 0, last: 0, all: 0 })
})
