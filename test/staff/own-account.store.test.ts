/** What an account's owner sees and ends, a password that somebody else gave, and what the journal is told of both. */
import { Temporal } from 'temporal-polyfill'
import type { Database } from '../../server/database.ts'
import { choosePassword } from '../../server/staff/choosing.ts'
import { hire } from '../../server/staff/hiring.ts'
import { drawOwnCodes } from '../../server/staff/own-factors.ts'
import { endSessionNamed, openSession, sessionsOf } from '../../server/staff/session-store.ts'
import { identifyStaff, signIn, staffBehind } from '../../server/staff/sign-in.ts'
import type { TellOfAccount } from '../../server/staff/telling.ts'
import { openTestDatabase } from '../database.ts'

const admin = { kind: 'staff', id: 1, roles: ['admin'] } as const
const own = 'ostrich lantern gravel piano'

let db: Database
let now: Temporal.Instant
let told: unknown[]
beforeEach(async () => {
  db = await openTestDatabase()
  now = Temporal.Instant.from('2026-11-22T09:00:00Z')
  told = []
})
afterEach(() => db.destroy())

const tell: TellOfAccount = async (_trx, { kind, facts: { account } }, by) => {
  told.push([kind, account, by.kind === 'staff' ? by.id : by.kind])
}
const office = (strict = false) => ({ db, clock: { now: () => now }, https: false, strict, tell })

const hired = async () => {
  const wanted = { email: 'sara@firm.example', name: 'Sara Lind', roles: ['dispatcher'] } as const
  return { ...(await hire(office(), wanted, admin)), email: wanted.email, address: '192.0.2.1' }
}
const bearing = (token: string) => ({ authorization: `Bearer ${token}` })

test('somebody sees where they are signed in and ends one of it, and nobody else’s (ASVS 7.5.2)', async () => {
  const { id } = await hired()
  const mine = await openSession(office(), id)
  const left = await openSession(office(), id)
  const sessions = await sessionsOf(office(), id, mine.token)
  expect(sessions.filter(({ isThis }) => isThis)).toHaveLength(1)
  expect(sessions).toHaveLength(2)
  const name = sessions.find(({ isThis }) => !isThis)?.name ?? ''
  await expect(endSessionNamed(db, id + 1, name)).rejects.toThrow('not-found')
  await endSessionNamed(db, id, name)
  await expect(endSessionNamed(db, id, name)).rejects.toThrow('not-found')
  expect(await staffBehind(office(), bearing(left.token))).toBeUndefined()
  expect(await staffBehind(office(), bearing(mine.token))).toMatchObject({ id })
})

test('a password that was given opens the account for three days, and alone what is needed to choose another (ASVS 6.4.1)', async () => {
  const { id, email, password, address } = await hired()
  const { token, staff } = await signIn(office(true), { email, password, address })
  expect(await identifyStaff(office(true), bearing(token))).toMatchObject({
    roles: [],
    lacks: 'own-password',
  })
  await choosePassword(office(true), staff, { current: password, next: own }, address)
  const next = await signIn(office(true), { email, password: own, address })
  expect(await identifyStaff(office(true), bearing(next.token))).toEqual({
    kind: 'staff',
    id,
    roles: ['dispatcher'],
  })
  now = now.add({ hours: 24 * 400 })
  expect(await signIn(office(true), { email, password: own, address })).toMatchObject({ staff: { id } })
})

test('after three days it is over, and guessing it is answered as before', async () => {
  const { email, password, address } = await hired()
  now = now.add({ hours: 73 })
  await expect(signIn(office(), { email, password, address })).rejects.toThrow('given-password-over')
  await expect(signIn(office(), { email, password: own, address })).rejects.toThrow('wrong-credentials')
})

test('what somebody changes of their own account is told, by whose it is', async () => {
  const { id, email, password, address } = await hired()
  const { staff } = await signIn(office(), { email, password, address })
  await choosePassword(office(), staff, { current: password, next: own }, address)
  // Refused, so that nothing happened and nothing is told.
  await expect(drawOwnCodes(office(), { staff })).rejects.toThrow('app-not-begun')
  expect(told).toEqual([
    ['account-made', id, 1],
    ['password-changed', id, id],
  ])
})
