import { Temporal } from 'temporal-polyfill'
import { lastOfHouse, tellOfHouse } from '../../server/claims/journal-store.ts'
import { type Database, inTransaction } from '../../server/database.ts'
import { ensureDemonstrationStaff } from '../../server/staff/demonstration.ts'
import { hashPassword } from '../../server/staff/passwords.ts'
import {
  endSession,
  forgetEndedSessions,
  openSession,
  sessionHolder,
} from '../../server/staff/session-store.ts'
import { confirmRoles, endAccount, giveRoles, roleProposals } from '../../server/staff/rights-store.ts'
import type { Role } from '../../server/staff/roles.ts'
import { identifyStaff, signIn } from '../../server/staff/sign-in.ts'
import {
  changePassword,
  changeRoles,
  closeAccount,
  createAccount,
  findAccount,
  staffById,
} from '../../server/staff/store.ts'
import { accountEvents, type TellOfAccount } from '../../server/staff/telling.ts'
import { openTestDatabase } from '../database.ts'

const start = Temporal.Instant.from('2026-03-02T08:00:00Z')
const password = 'correct horse battery'
const address = '192.0.2.7'
let passwordHash: string
let db: Database
let now: Temporal.Instant
const clock = { now: () => now }
const tell: TellOfAccount = (trx, told, by) => tellOfHouse(trx, told, by, now)
const office = () => ({ db, clock, https: false, tell })

beforeAll(async () => {
  passwordHash = await hashPassword(password)
})
beforeEach(async () => {
  db = await openTestDatabase()
  now = start
})
afterEach(() => db.destroy())

const staff = (by: number) => ({ kind: 'staff', id: by, roles: ['admin'] }) as const

const hireAnna = () =>
  createAccount(office(), { email: ' Anna@Firm.example', name: 'Anna', roles: ['auditor'], passwordHash })

test('an account is found by its address, however it is typed, and no second one is made', async () => {
  const id = await hireAnna()
  expect(await findAccount(db, 'ANNA@firm.example ')).toMatchObject({ staff: { id, roles: ['auditor'] } })
  await expect(hireAnna()).rejects.toMatchObject({ kind: 'conflict', faults: [{ code: 'email-taken' }] })
})

test('an account with roles that exclude each other is refused, new or changed', async () => {
  const id = await hireAnna()
  const faults = [{ code: 'roles-conflict', path: '/roles', facts: { one: 'auditor', other: 'approver' } }]
  await expect(changeRoles(db, id, ['auditor', 'approver'])).rejects.toMatchObject({ faults })
})

test('who signs in is recognised by the token, with the roles of this moment', async () => {
  const id = await hireAnna()
  const { token } = await signIn(office(), { email: 'anna@firm.example', password, address })
  const anna = { kind: 'staff', id, roles: ['auditor'] }
  expect(await identifyStaff(office(), { authorization: `Bearer ${token}` })).toEqual(anna)
  expect(await identifyStaff(office(), { cookie: `session=${token}` })).toEqual(anna)
  expect(await identifyStaff({ ...office(), https: true }, { cookie: `__Host-session=${token}` })).toEqual(
    anna,
  )
  expect(await identifyStaff({ ...office(), https: true }, { cookie: `session=${token}` })).toBeUndefined()
  expect(await identifyStaff(office(), { authorization: `Bearer ${token.slice(1)}` })).toBeUndefined()
  expect(await identifyStaff(office(), {})).toBeUndefined()
})

test('a copy of the database opens no session', async () => {
  const { token } = await openSession(office(), await hireAnna())
  const rows = JSON.stringify(await db('staff_sessions'))
  expect(rows).not.toContain(token)
})

test.each([
  ['signing out', (token: string) => endSession(db, token)],
  ['other roles', (_: string, id: number) => changeRoles(db, id, ['reviewer'])],
  ['another password', (_: string, id: number) => changePassword(db, id, passwordHash)],
  ['closing the account', (_: string, id: number) => closeAccount(office(), id)],
])('%s ends the session', async (_, act) => {
  const id = await hireAnna()
  const { token } = await openSession(office(), id)
  expect(await sessionHolder(office(), token)).toMatchObject({ staffId: id, stage: 'open' })
  await act(token, id)
  expect(await identifyStaff(office(), { cookie: `session=${token}` })).toBeUndefined()
})

test('a session ends after an hour without a request, and after twelve in any case', async () => {
  const { token } = await openSession(office(), await hireAnna())
  now = start.add({ minutes: 60 })
  expect(await sessionHolder(office(), token)).toBeUndefined()
  for (let minutes = 59; minutes < 720; minutes += 59) {
    now = start.add({ minutes })
    expect(await sessionHolder(office(), token)).toBeDefined()
  }
  now = start.add({ hours: 12 })
  expect(await sessionHolder(office(), token)).toBeUndefined()
  expect(await forgetEndedSessions(office())).toBe(1)
})

test('wrong password, unknown address and closed account are answered alike', async () => {
  const id = await hireAnna()
  const wrong = { kind: 'unauthenticated', faults: [{ code: 'wrong-credentials' }] }
  await expect(
    signIn(office(), { email: 'anna@firm.example', password: 'x', address }),
  ).rejects.toMatchObject(wrong)
  await expect(signIn(office(), { email: 'otto@firm.example', password, address })).rejects.toMatchObject(
    wrong,
  )
  await closeAccount(office(), id)
  await expect(signIn(office(), { email: 'anna@firm.example', password, address })).rejects.toMatchObject(
    wrong,
  )
})

const guess = (word: string) => signIn(office(), { email: 'anna@firm.example', password: word, address })

test('of twelve guesses at once five are looked at; then even the right password waits', async () => {
  await hireAnna()
  const ended = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => guess(`guess ${n}`)))
  const codes = ended.map((each) => (each.status === 'rejected' ? (each.reason as Error).message : 'let in'))
  expect(codes.filter((code) => code.includes('wrong-credentials'))).toHaveLength(5)
  expect(codes.filter((code) => code.includes('sign-in-blocked'))).toHaveLength(7)
  await expect(guess(password)).rejects.toMatchObject({ faults: [{ facts: { seconds: 30 } }] })
  now = start.add({ seconds: 30 })
  await expect(guess(password)).resolves.toMatchObject({ staff: { name: 'Anna' } })
  await expect(guess('wrong again')).rejects.toMatchObject({ kind: 'unauthenticated' })
})

test('one address that tries many accounts has to wait as well, others do not', async () => {
  await hireAnna()
  await db('sign_in_failures').del()
  for (let n = 0; n < 20; n += 1)
    await signIn(office(), { email: `x${n}@firm.example`, password, address }).catch(() => undefined)
  const anna = { email: 'anna@firm.example', password }
  await expect(signIn(office(), { ...anna, address })).rejects.toMatchObject({ kind: 'too-many' })
  await expect(signIn(office(), { ...anna, address: '192.0.2.8' })).resolves.toBeDefined()
  expect(JSON.stringify(await db('sign_in_failures'))).not.toMatch(/firm\.example|192\.0/)
})

test('rights that move money or give rights are given by two: one proposes, another confirms, and the journal tells it', async () => {
  const id = await hireAnna()
  const ids = await Promise.all(
    ['ada', 'bo'].map((name) =>
      createAccount(office(), { email: `${name}@firm.example`, name, roles: ['admin'], passwordHash }),
    ),
  )
  const [ada = 0, bo = 0] = ids
  const give = (roles: readonly Role[]) =>
    inTransaction(db, (trx) => giveRoles(trx, office(), { staffId: id, roles }, staff(ada)))
  const confirm = (by: number) => inTransaction(db, (trx) => confirmRoles(trx, office(), id, staff(by)))
  await give(['reviewer'])
  expect((await staffById(db, id))?.roles).toEqual(['reviewer'])
  await give(['reviewer', 'finance'])
  expect((await staffById(db, id))?.roles).toEqual(['reviewer'])
  expect(await roleProposals(db)).toEqual(new Map([[id, { roles: ['reviewer', 'finance'], by: ada }]]))
  await expect(confirm(ada)).rejects.toMatchObject({ faults: [{ code: 'own-proposal' }] })
  await expect(confirm(id)).rejects.toMatchObject({ faults: [{ code: 'own-account' }] })
  const { token } = await openSession(office(), id)
  await confirm(bo)
  expect((await staffById(db, id))?.roles).toEqual(['reviewer', 'finance'])
  expect(await sessionHolder(office(), token)).toBeUndefined()
  await expect(confirm(bo)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(give(['auditor', 'approver'])).rejects.toMatchObject({ faults: [{ code: 'roles-conflict' }] })
  await give([])
  expect((await staffById(db, id))?.roles).toEqual([])
  await give([])
  await give(['approver'])
  await inTransaction(db, (trx) => endAccount(trx, office(), id, staff(bo)))
  await expect(confirm(bo)).rejects.toMatchObject({ kind: 'not-found' })
  const told = await lastOfHouse(db, { kinds: accountEvents, account: id, limit: 9 })
  const money = ['reviewer', 'finance']
  expect(told.toReversed().map(({ kind, actor, facts }) => [kind, actor, facts])).toEqual([
    ['roles-changed', `staff:${ada}`, { account: id, before: ['auditor'], after: ['reviewer'] }],
    ['roles-proposed', `staff:${ada}`, { account: id, before: ['reviewer'], after: money }],
    ['roles-confirmed', `staff:${bo}`, { account: id, before: ['reviewer'], after: money, proposedBy: ada }],
    ['roles-changed', `staff:${ada}`, { account: id, before: money, after: [] }],
    ['roles-proposed', `staff:${ada}`, { account: id, before: [], after: ['approver'] }],
    ['account-closed', `staff:${bo}`, { account: id, before: [], after: [] }],
  ])
})

test('demonstration accounts are made once, in an empty house, and their password opens each', async () => {
  const made = await ensureDemonstrationStaff(office())
  for (const { email } of made?.accounts ?? [])
    await expect(signIn(office(), { email, password: made?.password ?? '', address })).resolves.toBeDefined()
  expect(await ensureDemonstrationStaff(office())).toBeUndefined()
  // The journal tells of them as of all others (R96).
  const told = await lastOfHouse(db, { kinds: ['account-made'], limit: 9 })
  expect(told.toReversed().map(({ actor, facts }) => [actor, facts['after']])).toEqual(
    made?.accounts.map(({ roles }) => ['system:demonstration', roles]),
  )
})
