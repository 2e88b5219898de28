import type { Actor } from '../../server/base/actor.ts'
import { advance } from '../../server/claims/advance.ts'
import { submit } from '../../server/claims/submission.ts'
import { labelRows } from '../../server/desks/goods-lists.ts'
import { openDesk, prepared, type TestDesk } from '../claims/desk.ts'
import { openTestDatabase } from '../database.ts'

const by: Actor = { kind: 'staff', id: 1, roles: ['reviewer'] }
let desk: TestDesk

beforeAll(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
})
afterAll(() => desk.db.destroy())

test('labels to print are listed with who gets them, by as many questions for three as for one', async () => {
  const asked: number[] = []
  for (const tail of ['1', '2', '3']) {
    const { reference } = await submit(desk, await prepared(desk, tail), { kind: 'visitor' })
    await advance(desk, reference, { kind: 'approve', by })
    let questions = 0
    const count = (): void => void (questions += 1)
    desk.db.on('query', count)
    const rows = await labelRows(desk, 10)
    desk.db.removeListener('query', count)
    asked.push(questions)
    expect(rows.at(-1)).toMatchObject({
      reference,
      href: `/desk/labels/${reference}`,
      company: 'Jørgensen & Søn A/S',
      place: '8000 Aarhus C',
    })
    expect(rows).toHaveLength(Number(tail))
  }
  expect(asked).toEqual([2, 2, 2])
})
