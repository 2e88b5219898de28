import type { Actor } from '../../server/base/actor.ts'
import { advance } from '../../server/claims/advance.ts'
import { changesOf, replayOf } from '../../server/claims/replay-store.ts'
import { orderReplay, replayClaims } from '../../server/claims/replaying.ts'
import { submit } from '../../server/claims/submission.ts'
import { inTransaction } from '../../server/database.ts'
import { workOnce } from '../../server/jobs/queue.ts'
import { openDraft } from '../../server/programmes/draft-store.ts'
import { currentProgramme } from '../../server/programmes/store.ts'
import { openTestDatabase } from '../database.ts'
import { programmeText } from '../programmes/samples.ts'
import { openDesk, prepared, type TestDesk } from './desk.ts'

const programmeId = 'dk-workstation-trade-in'
const manager: Actor = { kind: 'staff', id: 3, roles: ['programme-manager'] }
const reviewer: Actor = { kind: 'staff', id: 1, roles: ['reviewer'] }
const claims = 3

let desk: TestDesk
let id: number
let undecided: string
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2021-03-02')
  undecided = (await submit(desk, await prepared(desk, '0'), { kind: 'visitor' })).reference
  for (let no = 1; no <= claims; no += 1) {
    const { reference } = await submit(desk, await prepared(desk, String(no)), { kind: 'visitor' })
    await advance(desk, reference, { kind: 'approve', by: reviewer })
  }
  // Their mails and papers are nobody's here.
  await desk.db('jobs').delete()
  id = await orderReplay(desk, await capOf(2), manager)
})
afterEach(() => desk.db.destroy())

/** The edition of the samples with a cap of so many over all claims of a participant. */
async function capOf(limit: number): Promise<number> {
  const { hash } = await currentProgramme(desk.db, programmeId)
  const source = programmeText(programmeId).replace('limit: 5', `limit: ${limit}`)
  const at = desk.clock.now()
  return inTransaction(desk.db, (trx) =>
    openDraft(trx, { programmeId, basedOn: hash, source, by: manager, at }),
  )
}

/** One worker's next job: a slice of one claim. What dies has done its work and writes nothing. */
const works = (worker: string, dies = false): Promise<boolean> =>
  workOnce(
    { ...desk, worker },
    {
      'replay-claims': async ({ replay, after }) => {
        const complete = await replayClaims(desk, { replay: Number(replay), after: Number(after) }, 1)
        return async (trx) => {
          await complete(trx)
          if (dies) throw new Error('killed')
        }
      },
    },
  )

const later = (seconds: number): void => desk.setClock(desk.clock.now().add({ seconds }).toString())
const dues = (): Promise<string[]> => desk.db('jobs').where({ kind: 'replay-claims' }).pluck('key')

test('killed between and within slices it goes on where it was, over the claims decided by the order; the third is over a cap that the first two used', async () => {
  expect(await works('one')).toBe(true)
  expect(await replayOf(desk.db, id)).toMatchObject({ state: 'running', done: 1, total: claims })
  // Decided while it runs, behind where it is: none of its claims, so that they stay as many as were counted.
  await advance(desk, undecided, { kind: 'approve', by: reviewer })
  await desk.db('jobs').whereNot({ kind: 'replay-claims' }).delete()
  // The next slice is due a moment later, so that the worker ends its round.
  expect(await works('one')).toBe(false)
  later(1)
  await works('one', true)
  expect(await replayOf(desk.db, id)).toMatchObject({ state: 'running', done: 1 })
  expect(await dues()).toHaveLength(1)
  for (let slice = 2; slice <= claims + 1; slice += 1) {
    later(3600)
    await works('two')
  }
  const { state, done, sums } = await replayOf(desk.db, id)
  expect({ state, done }).toEqual({ state: 'ready', done: claims })
  expect(sums).toMatchObject({ claims, changed: 1, reasons: [{ code: 'cap-exceeded', claims: 1 }] })
  expect(await changesOf(desk.db, id, { limit: 10 })).toMatchObject([{ after: 'refused', afterMinor: 0 }])
  expect(await dues()).toEqual([])
  expect(await desk.db('programme_replay_uses')).toEqual([])
})

test('a slice that two workers did counts once, and orders one slice after it', async () => {
  const first = { replay: id, after: 0 }
  const both = [await replayClaims(desk, first, 2), await replayClaims(desk, first, 2)]
  for (const complete of both) await inTransaction(desk.db, complete)
  expect(await replayOf(desk.db, id)).toMatchObject({ done: 2, sums: { claims: 2 } })
  const { after } = await replayOf(desk.db, id)
  expect(await dues()).toEqual([`${id}:0`, `${id}:${after}`])
  // Asked for again when it is long through, it does nothing.
  await inTransaction(desk.db, await replayClaims(desk, first, 2))
  await inTransaction(desk.db, await replayClaims(desk, { replay: id, after }, 2))
  expect(await replayOf(desk.db, id)).toMatchObject({ state: 'ready', done: claims, sums: { changed: 1 } })
})
