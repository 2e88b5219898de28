import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../../server/base/actor.ts'
import { lastOfHouse, tellOfHouse } from '../../server/claims/journal-store.ts'
import { type Database, inTransaction } from '../../server/database.ts'
import { endKey, keyLasts, listKeys, machineBehind, makeKey } from '../../server/staff/key-store.ts'
import { changeRoles, closeAccount, createAccount } from '../../server/staff/store.ts'
import { accountEvents, type TellOfAccount } from '../../server/staff/telling.ts'
import { openTestDatabase } from '../database.ts'

const start = Temporal.Instant.from('2026-03-02T08:00:00Z')
let db: Database
let now: Temporal.Instant
let ada: number
const clock = { now: () => now }
const tell: TellOfAccount = (trx, told, by) => tellOfHouse(trx, told, by, now)
const office = () => ({ db, clock, tell })

beforeEach(async () => {
  db = await openTestDatabase()
  now = start
  const account = { email: 'ada@firm.example', name: 'Ada', roles: ['admin', 'dispatcher'] as const }
  ada = await createAccount(office(), { ...account, passwordHash: 'none' })
})
afterEach(() => db.destroy())

const maker = (): Extract<Actor, { kind: 'staff' }> => ({
  kind: 'staff',
  id: ada,
  roles: ['admin', 'dispatcher'],
})
const made = (moves = ['scan', 'receive']) =>
  inTransaction(db, (trx) => makeKey(trx, office(), maker(), { name: 'Scanner at gate 2', moves }))
const ends = (id: number) => inTransaction(db, (trx) => endKey(trx, office(), id, maker()))
const actorOf = (key: string) => machineBehind(office(), `Bearer ${key}`)

test('a key is told once and kept as a hash; it is journalled under its own name', async () => {
  const { id, key } = await made()
  expect(key).toMatch(/^bhk_[\w-]{43}$/)
  expect(JSON.stringify(await db('api_keys'))).not.toContain(key.slice(4))
  expect(await actorOf(key)).toEqual({
    kind: 'machine',
    id,
    roles: ['admin', 'dispatcher'],
    moves: ['scan', 'receive'],
  })
  expect(await listKeys(db, 5)).toMatchObject([
    { name: 'Scanner at gate 2', lastUsedAt: '2026-03-02T08:00:00.000Z' },
  ])
  expect(await actorOf(`${key.slice(0, -1)}_`)).toBeUndefined()
})

test('a key is given nothing that its maker may not do, and nothing that is a person’s', async () => {
  await expect(made(['scan', 'see-payments', 'inspect'])).rejects.toMatchObject({
    faults: [
      { code: 'move-not-for-keys', path: '/moves/1' },
      { code: 'move-not-for-keys', path: '/moves/2' },
    ],
  })
})

test.each([
  ['its end', (id: number) => ends(id)],
  ['a year', async () => (now = now.add({ hours: 24 * keyLasts }))],
  ['the end of its maker’s account', () => closeAccount(office(), ada)],
] as const)('%s ends a key', async (_, end) => {
  const { id, key } = await made()
  await end(id)
  expect(await actorOf(key)).toBeUndefined()
})

test('who loses a role takes it from the keys as well', async () => {
  const { key } = await made()
  await changeRoles(db, ada, ['admin'])
  expect(await actorOf(key)).toMatchObject({ roles: ['admin'] })
})

test('a key that has ended is not ended again; its making and its end are journalled, once', async () => {
  const { id } = await made()
  await ends(id)
  await expect(ends(id)).rejects.toMatchObject({ kind: 'not-found' })
  expect(await lastOfHouse(db, { kinds: accountEvents, account: ada, limit: 9 })).toMatchObject([
    { kind: 'key-ended', actor: `staff:${ada}`, facts: { account: ada, key: id } },
    { kind: 'key-made', actor: `staff:${ada}`, facts: { account: ada, key: id, moves: ['scan', 'receive'] } },
  ])
})
