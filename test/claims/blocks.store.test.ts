/** Cut caps under load, and who is barred: both on real rows (R30, R61, R93). */
import type { Actor } from '../../server/base/actor.ts'
import { Refusal } from '../../server/base/refusal.ts'
import { advance } from '../../server/claims/advance.ts'
import { entriesOf } from '../../server/claims/journal-store.ts'
import { submit } from '../../server/claims/submission.ts'
import { loadProgrammes } from '../../server/programmes/store.ts'
import { openTestDatabase } from '../database.ts'
import { programmeText, units } from '../programmes/samples.ts'
import { openDesk, prepared, type TestDesk } from './desk.ts'

const visitor: Actor = { kind: 'visitor' }
const reviewer: Actor = { kind: 'staff', id: 7, roles: ['reviewer'] }

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
})
afterEach(() => desk.db.destroy())

const codesOf = (reason: unknown): string =>
  reason instanceof Refusal ? reason.faults.map(({ code }) => code).join() : String(reason)

test('thirty submissions at once of DKK 3,000 each against DKK 7,000: the third is cut and the rest refused (R61, R93)', async () => {
  const text = programmeText('dk-workstation-trade-in').replace(
    /measure: count\n(\s+key: participant\n\s+limit: )5\n(\s+)excess: refuse/,
    'measure: money\n$1700000\n$2excess: cut',
  )
  await loadProgrammes(desk.db, desk.clock, [{ file: 'dk-workstation-trade-in.yaml', text }])
  const applications = await Promise.all(
    Array.from({ length: 30 }, (_, number) =>
      prepared(desk, `8${number}`, { units: units(60).slice(number * 2, number * 2 + 2) }),
    ),
  )
  const answers = await Promise.allSettled(applications.map((one) => submit(desk, one, visitor)))
  const claims = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [codesOf(answer.reason)] : []))
  expect([...new Set(refused)]).toEqual(['money-cap-exceeded'])
  const amounts: number[] = (await desk.db('cap_uses').orderBy('claim_id').pluck('amount')).map(Number)
  expect(amounts).toEqual([300_000, 300_000, 100_000])

  const approved = await Promise.all(
    claims.map(({ reference }) => advance(desk, reference, { kind: 'approve', by: reviewer })),
  )
  const worth = approved.map((claim) => claim.units.map(({ offered }) => offered?.amountMinor ?? 0))
  const sums = worth.map((offers) => offers.reduce((sum, one) => sum + one, 0))
  expect(sums.toSorted((one, other) => one - other)).toEqual([100_000, 300_000, 300_000])
})

test('a false statement bars its party from every later application (R30)', async () => {
  const { reference } = await submit(desk, await prepared(desk, '1'), visitor)
  const move = { kind: 'reject', by: reviewer, reasons: ['false-statement'], side: 'participant' } as const
  await advance(desk, reference, move)
  await expect(submit(desk, await prepared(desk, '2'), visitor).catch(codesOf)).resolves.toBe('blocked')
  const rows = await desk.db('blocks').select('reason', 'blocked_by')
  expect(rows).toEqual([{ reason: 'false-statement', blocked_by: 'staff:7' }])
})

test('a rejection for another reason bars nobody (R30)', async () => {
  const { reference } = await submit(desk, await prepared(desk, '1'), visitor)
  await advance(desk, reference, { kind: 'reject', by: reviewer, reasons: ['not-eligible'], side: 'unknown' })
  const [rejected] = (await entriesOf(desk.db, reference)).slice(-1)
  expect(rejected?.facts).toEqual({ reasons: ['not-eligible'], side: 'unknown' })
  expect((await submit(desk, await prepared(desk, '2'), visitor)).state).toBe('submitted')
})
