import { generateSync } from 'otplib'
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../../server/base/calendar.ts'
import { houseKeysFrom, makeSealingKey, seal } from '../../server/base/sealing.ts'
import type { Database } from '../../server/database.ts'
import { beginApp, confirmApp, factorsOf, resealSecrets, takeCode } from '../../server/staff/factor-store.ts'
import {
  keepPasskey,
  noteUse,
  passkeyNamed,
  passkeysOf,
  removePasskey,
} from '../../server/staff/passkey-store.ts'
import { prove, renewAlone } from '../../server/staff/proving.ts'
import { mustHaveFactor, stageAfterPassword } from '../../server/staff/second-factor.ts'
import { openSession } from '../../server/staff/session-store.ts'
import { identifyStaff, type OpenSession, sessionBehind } from '../../server/staff/sign-in.ts'
import { changeRoles, createAccount } from '../../server/staff/store.ts'
import { openTestDatabase } from '../database.ts'

const start = Temporal.Instant.from('2026-03-02T08:00:00Z')
const address = '192.0.2.7'
let db: Database
let now: Temporal.Instant
let anna: number
const clock = { now: () => now }
const office = () => ({ db, clock, https: false })

beforeEach(async () => {
  db = await openTestDatabase()
  now = start
  const account = { email: 'anna@firm.example', name: 'Anna', roles: ['finance'] as const }
  anna = await createAccount(office(), { ...account, passwordHash: 'none' })
})
afterEach(() => db.destroy())

const codeAt = (secret: string, at = now): string =>
  generateSync({ secret, epoch: Math.floor(at.epochMilliseconds / 1000) })

/** A house in which Anna has an app, and the moment of its first code is over. */
async function withApp(): Promise<{ secret: string; recovery: string[] }> {
  const secret = await beginApp(office(), anna)
  const recovery = await confirmApp(office(), anna, codeAt(secret))
  now = now.add({ seconds: 60 })
  return { secret, recovery }
}

const sessionOf = async (token: string): Promise<OpenSession> => {
  const session = await sessionBehind(office(), { authorization: `Bearer ${token}` })
  if (!session) throw new Error('no session')
  return session
}
const actorOf = (token: string) => identifyStaff(office(), { authorization: `Bearer ${token}` })

test('a copy of the database shows no secret and no recovery code', async () => {
  const { secret, recovery } = await withApp()
  const rows = JSON.stringify([await db('staff_totp'), await db('staff_recovery_codes')])
  for (const told of [secret, ...recovery]) expect(rows).not.toContain(told)
})

test('a secret that an older key of the house sealed is sealed anew, once', async () => {
  const { secret } = await withApp()
  expect(await resealSecrets(db)).toBe(0)
  const before = makeSealingKey('h0')
  const both = houseKeysFrom([makeSealingKey('h2'), before], 'marking')
  const sealed = seal(secret, `staff ${anna} totp`, before)
  await db('staff_totp').update({ secret_sealed: sealed })
  // The same house after its next start.
  const client: unknown = db.client
  ;(client as { config: { userParams: object } }).config.userParams = { houseKeys: both }
  expect([await resealSecrets(db), await resealSecrets(db)]).toEqual([1, 0])
  expect(await takeCode(office(), anna, codeAt(secret))).toBe(true)
})

test('an app counts once a code of it was confirmed, and not before', async () => {
  const secret = await beginApp(office(), anna)
  expect(await factorsOf(db, anna)).toEqual({ app: false, passkeys: 0, recoveryCodes: 0 })
  expect(await takeCode(office(), anna, codeAt(secret))).toBe(false)
  await expect(confirmApp(office(), anna, '12345')).rejects.toMatchObject({
    faults: [{ code: 'wrong-code' }],
  })
  await confirmApp(office(), anna, codeAt(secret))
  expect(await factorsOf(db, anna)).toEqual({ app: true, passkeys: 0, recoveryCodes: 10 })
  await expect(beginApp(office(), anna)).rejects.toMatchObject({ faults: [{ code: 'app-known' }] })
})

test('a code counts once, also for two at the same moment, and so does every one of its step', async () => {
  const { secret } = await withApp()
  const code = codeAt(secret)
  const taken = await Promise.all(
    [1, 2, 3].map(() => takeCode(office(), anna, `${code.slice(0, 3)} ${code.slice(3)}`)),
  )
  expect(taken.filter(Boolean)).toHaveLength(1)
  now = now.add({ seconds: 29 })
  expect(await takeCode(office(), anna, code)).toBe(false)
  expect(await takeCode(office(), anna, codeAt(secret, start))).toBe(false)
  expect(await takeCode(office(), anna, codeAt(secret, now.add({ seconds: 30 })))).toBe(true)
})

test('a recovery code counts once, however it is spelled, and for its own account alone', async () => {
  const { recovery } = await withApp()
  const [code = ''] = recovery
  expect(await takeCode(office(), anna + 1, code)).toBe(false)
  const typed = code.toUpperCase().replaceAll('-', ' ')
  const taken = await Promise.all([code, typed].map((one) => takeCode(office(), anna, one)))
  expect(taken.filter(Boolean)).toHaveLength(1)
  expect(await factorsOf(db, anna)).toMatchObject({ recoveryCodes: 9 })
})

test('half a sign-in opens nothing; the second step opens a session under another token', async () => {
  const { secret } = await withApp()
  const { token: half } = await openSession(office(), anna, 'factor-due')
  expect(await actorOf(half)).toEqual({ kind: 'staff', id: anna, roles: [], lacks: 'second-step' })
  const { token, stage } = await prove(office(), await sessionOf(half), { code: codeAt(secret) }, address)
  expect(stage).toBe('open')
  expect(await actorOf(half)).toBeUndefined()
  expect(await actorOf(token)).toEqual({ kind: 'staff', id: anna, roles: ['finance'] })
})

test('of twelve wrong codes five are looked at, and the right password forgives none of them', async () => {
  const { secret } = await withApp()
  const session = await sessionOf((await openSession(office(), anna, 'factor-due')).token)
  const codes: string[] = []
  for (let count = 0; count < 12; count += 1)
    await prove(office(), session, { code: 'wrong' }, address).catch((error: Error) =>
      codes.push(error.message),
    )
  expect(codes.filter((code) => code.includes('wrong-code'))).toHaveLength(5)
  await expect(prove(office(), session, { code: codeAt(secret) }, address)).rejects.toMatchObject({
    kind: 'too-many',
  })
})

test('a proof is fresh for a quarter of an hour, and again after the next one', async () => {
  const { secret } = await withApp()
  const { token, expiresAt } = await openSession(office(), anna)
  now = now.add({ minutes: 14 })
  expect(await actorOf(token)).not.toHaveProperty('lacks')
  now = now.add({ minutes: 1 })
  expect(await actorOf(token)).toMatchObject({ lacks: 'fresh-proof' })
  const next = await prove(office(), await sessionOf(token), { code: codeAt(secret) }, address)
  expect(await actorOf(next.token)).not.toHaveProperty('lacks')
  expect(next.expiresAt).toEqual(expiresAt)
})

test('when a way of signing in changes, every other session ends; when roles change, every one', async () => {
  const { token: elsewhere } = await openSession(office(), anna)
  const { token: here } = await openSession(office(), anna, 'enrolment-due')
  const next = await renewAlone(office(), await sessionOf(here))
  expect([await actorOf(elsewhere), await actorOf(here)]).toEqual([undefined, undefined])
  expect(await actorOf(next.token)).toEqual({ kind: 'staff', id: anna, roles: [], lacks: 'enrolment' })
  await changeRoles(db, anna, ['reviewer'])
  expect(await actorOf(next.token)).toBeUndefined()
})

test.each([
  [['finance'], { hasFactor: false, strict: true }, 'enrolment-due'],
  [['admin'], { hasFactor: false, strict: false }, 'open'],
  [['admin'], { hasFactor: true, strict: false }, 'factor-due'],
  [['reviewer'], { hasFactor: false, strict: true }, 'open'],
  [['reviewer'], { hasFactor: true, strict: true }, 'factor-due'],
] as const)('%j, %j: %s', (roles, house, stage) => {
  expect(stageAfterPassword(roles, house)).toBe(stage)
})

test('who moves money or gives rights may not be without a second factor', () => {
  expect((['admin', 'approver', 'finance'] as const).every((role) => mustHaveFactor([role]))).toBe(true)
  expect(mustHaveFactor(['reviewer', 'auditor', 'dispatcher'])).toBe(false)
})

describe('a passkey', () => {
  const made = {
    credentialId: 'c-1',
    publicKey: 'k-1',
    counter: 2 ** 32 - 2,
    transports: ['internal', 'usb'],
  }

  test('is kept as it was made, once, and found by its name and its owner', async () => {
    await keepPasskey(office(), anna, 'Telephone', made)
    await expect(keepPasskey(office(), anna, 'Again', made)).rejects.toThrow('passkey-known')
    const [kept, ...others] = await passkeysOf(db, anna)
    expect([kept, others]).toMatchObject([{ ...made, name: 'Telephone', staffId: anna }, []])
    expect(await passkeyNamed(db, 'c-1')).toEqual(kept)
    expect(await passkeyNamed(db, 'c-2')).toBeUndefined()
    expect(await factorsOf(db, anna)).toMatchObject({ passkeys: 1 })
  })

  test('counts each of its uses once, also for two at the same moment', async () => {
    await keepPasskey(office(), anna, 'Telephone', made)
    const [kept] = await passkeysOf(db, anna)
    if (!kept) throw new Error('none is kept')
    const uses = await Promise.all([1, 2].map(() => noteUse(office(), kept, kept.counter + 1)))
    expect(uses.filter((counted) => counted)).toHaveLength(1)
    expect(await passkeysOf(db, anna)).toMatchObject([
      { counter: made.counter + 1, lastUsedAt: instantText(now) },
    ])
  })

  test('is let go by its owner alone', async () => {
    await keepPasskey(office(), anna, 'Telephone', made)
    const [{ id } = { id: 0 }] = await passkeysOf(db, anna)
    await expect(removePasskey(db, anna + 1, id)).rejects.toThrow('not-found')
    await removePasskey(db, anna, id)
    expect(await passkeysOf(db, anna)).toEqual([])
  })
})
