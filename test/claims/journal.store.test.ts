/** The journal: one chain for the house, which nobody changes and nothing falls out of. */
import type { Actor } from '../../server/base/actor.ts'
import { advance } from '../../server/claims/advance.ts'
import { journalLines } from '../../server/claims/export.ts'
import { makeHeadKey, openHeadKey } from '../../server/claims/head.ts'
import { keepHead, latestHeads } from '../../server/claims/head-store.ts'
import { entriesOf, onceWritten, writeEntriesLast, writeEntry } from '../../server/claims/journal-store.ts'
import { beginning, sealed, type JournalEntry } from '../../server/claims/journal.ts'
import { claimOf } from '../../server/claims/store.ts'
import { submit } from '../../server/claims/submission.ts'
import { inTransaction, type Transaction } from '../../server/database.ts'
import { engine, openTestDatabase } from '../database.ts'
import { openDesk, prepared, type TestDesk } from './desk.ts'

const reviewer: Actor = { kind: 'staff', id: 1, roles: ['reviewer'] }

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
})
afterEach(() => desk.db.destroy())

const note = (trx: Transaction, n: number): Promise<JournalEntry> =>
  writeEntry(
    trx,
    { reference: `TI-${n}`, programmeVersion: 'a'.repeat(64) },
    { kind: 'asked', facts: { n, words: 'æøå "quoted"' } },
    reviewer,
    desk.clock.now(),
  )

async function exported(): Promise<(JournalEntry & { head?: object })[]> {
  const lines: string[] = []
  for await (const line of journalLines(desk.db)) lines.push(line)
  return lines.map((line) => JSON.parse(line) as JournalEntry)
}

test('entries of many transactions at once make one chain without a gap', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, n) => inTransaction(desk.db, (trx) => note(trx, n))))
  const entries = await exported()
  const head = entries.pop()
  expect(entries.map(({ no }) => no)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
  expect(entries.map(({ previous }) => previous)).toEqual([
    beginning,
    ...entries.slice(0, -1).map(({ hash }) => hash),
  ])
  for (const { hash, ...entry } of entries) expect(sealed(entry).hash).toBe(hash)
  expect(head?.head).toEqual({ no: 40, hash: entries.at(-1)?.hash })
})

test('an entry goes with its transaction, and leaves no gap behind', async () => {
  await inTransaction(desk.db, (trx) => note(trx, 1))
  const failed = inTransaction(desk.db, async (trx) => {
    await note(trx, 2)
    throw new Error('something else went wrong')
  })
  await expect(failed).rejects.toThrow('something else')
  const next = await inTransaction(desk.db, (trx) => note(trx, 3))
  expect(next.no).toBe(2)
})

test('what waits for the commit comes first of what its transaction tells, and gets its number (R96)', async () => {
  const claim = { reference: 'TI-1', programmeVersion: 'a'.repeat(64) }
  const told: string[] = []
  await inTransaction(desk.db, async (trx) => {
    const submitted = { claim, event: { kind: 'submitted', facts: {} }, by: reviewer } as const
    const [entry] = writeEntriesLast(trx, [submitted], desk.clock.now())
    if (!entry) throw new Error('nothing is to be told')
    const tell = (when: string) => onceWritten(trx, entry, async ({ no }) => void told.push(`${when} ${no}`))
    await tell('asked before')
    await note(trx, 2)
    await tell('asked after')
  })
  const [first, second] = await exported()
  expect([first?.kind, second?.kind]).toEqual(['submitted', 'asked'])
  expect(second?.previous).toBe(first?.hash)
  expect(told).toEqual(['asked before 1', 'asked after 1'])
})

test.each([
  ['changed', (db: TestDesk['db']) => db('journal').where({ no: 1 }).update({ kind: 'paid' })],
  ['deleted', (db: TestDesk['db']) => db('journal').where({ no: 1 }).delete()],
  [
    'emptied',
    (db: TestDesk['db']) =>
      engine === 'sqlite' ? db('journal').delete() : db.raw('TRUNCATE journal CASCADE'),
  ],
])('is never %s: the database itself refuses', async (_, work) => {
  await inTransaction(desk.db, (trx) => note(trx, 1))
  const before = await exported()
  await expect(Promise.resolve(work(desk.db))).rejects.toThrow('the journal is append-only')
  expect(await exported()).toEqual(before)
})

test('the end of a day is signed once, and stays what it was', async () => {
  const key = openHeadKey(makeHeadKey())
  await keepHead(desk.db, '2019-04-01', key)
  await inTransaction(desk.db, (trx) => note(trx, 1))
  await keepHead(desk.db, '2019-04-01', key)
  await keepHead(desk.db, '2019-04-02', key)
  const heads = await latestHeads(desk.db, 10)
  expect(heads.map(({ day, no }) => [day, no])).toEqual([
    ['2019-04-02', 1],
    ['2019-04-01', 0],
  ])
})

/** How many rows an approval could have written. */
async function rows(): Promise<string[]> {
  const tables = ['offers', 'shipments', 'parcels', 'documents', 'mails', 'jobs', 'clocks']
  return Promise.all(tables.map(async (table) => `${table} ${(await desk.db(table).select('id')).length}`))
}

test('a claim, its journal and its mails are written together or not at all', async () => {
  const { reference } = await submit(desk, await prepared(desk, '1'), { kind: 'visitor' })
  const before = await rows()
  const broken: TestDesk = {
    ...desk,
    follow: async (happened) => {
      await desk.follow(happened)
      throw new Error('the disk is full')
    },
  }
  await expect(advance(broken, reference, { kind: 'approve', by: reviewer })).rejects.toThrow('disk is full')
  expect(await claimOf(desk.db, reference)).toMatchObject({ state: 'submitted', units: [{ offer: 'none' }] })
  expect((await entriesOf(desk.db, reference)).map(({ kind }) => kind)).toEqual(['submitted'])
  expect(await rows()).toEqual(before)
})

test('names nobody: the journal outlives its owners’ data', async () => {
  const { reference, application } = await submit(desk, await prepared(desk, '1'), { kind: 'visitor' })
  await advance(desk, reference, { kind: 'approve', by: reviewer })
  const text = JSON.stringify(await exported())
  const { company, contactName, email, address } = application.participant
  for (const personal of [company, contactName, email, address.street]) expect(text).not.toContain(personal)
})

test('what happens is said with the edition and the actor (R96)', async () => {
  const { reference, programmeVersion } = await submit(desk, await prepared(desk, '1'), { kind: 'visitor' })
  await advance(desk, reference, { kind: 'approve', by: reviewer })
  const entries = await entriesOf(desk.db, reference)
  expect(entries).toMatchObject([
    { kind: 'submitted', actor: 'visitor', programme: programmeVersion },
    { kind: 'approved', actor: 'staff:1', programme: programmeVersion },
    { kind: 'labelled', actor: 'system:shipping', programme: programmeVersion },
  ])
})
