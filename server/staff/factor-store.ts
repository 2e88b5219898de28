/**
 * Second factors by account. The app's secret is sealed for its account, recovery codes are hashed; a code of either kind
 * is taken once, also when it is sent twice at the same moment.
 */
import { type Clock, instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { keyOf } from '../base/sealing.ts'
import { type Database, houseKeysOf, inTransaction, type Transaction } from '../database.ts'
import { drawRecoveryCodes, recoveryHash } from './recovery-codes.ts'
import { newSecret, stepOf } from './totp.ts'

type Office = { readonly db: Database; readonly clock: Clock }

type TotpRow = {
  staff_id: number
  secret_sealed: string
  made_at: string
  confirmed_at: string | null
  last_step: number
}

/** What somebody can prove with besides the password. */
export type Factors = { readonly app: boolean; readonly passkeys: number; readonly recoveryCodes: number }

/** True when there is a second factor; recovery codes alone are none. */
export const hasFactor = ({ app, passkeys }: Factors): boolean => app || passkeys > 0

const contextOf = (staffId: number): string => `staff ${staffId} totp`

/** What an account has; an app that was never confirmed is none. */
export async function factorsOf(db: Database, staffId: number): Promise<Factors> {
  const app = await db<TotpRow>('staff_totp').where({ staff_id: staffId }).first('confirmed_at')
  const passkeys = await db('staff_passkeys').where({ staff_id: staffId }).select('id')
  const codes = await db('staff_recovery_codes').where({ staff_id: staffId, used_at: null }).select('id')
  return { app: Boolean(app?.confirmed_at), passkeys: passkeys.length, recoveryCodes: codes.length }
}

/** Begins with another secret; it counts once a code of it was typed. @throws Refusal `app-known` while one counts. */
export const beginApp = ({ db, clock }: Office, staffId: number): Promise<string> =>
  inTransaction(db, async (trx) => {
    if ((await factorsOf(trx, staffId)).app) throw refuse('conflict', 'app-known')
    const secret = newSecret()
    const secret_sealed = houseKeysOf(trx).seal(secret, contextOf(staffId))
    await trx<TotpRow>('staff_totp')
      .insert({
        staff_id: staffId,
        secret_sealed,
        made_at: instantText(clock.now()),
        confirmed_at: null,
        last_step: 0,
      })
      .onConflict('staff_id')
      .merge(['secret_sealed', 'made_at'])
    return secret
  })

/** The secret of an app that was begun and is not confirmed. */
export async function secretBegun(db: Database, staffId: number): Promise<string | undefined> {
  const row = await db<TotpRow>('staff_totp').where({ staff_id: staffId, confirmed_at: null }).first()
  return row && secretOf(db, row)
}

const secretOf = (db: Database, { staff_id, secret_sealed }: TotpRow): string =>
  houseKeysOf(db).open(secret_sealed, contextOf(staff_id)).toString('utf8')

/** Takes the app into use and gives new recovery codes, told once. @throws Refusal `wrong-code`, `app-not-begun`. */
export const confirmApp = ({ db, clock }: Office, staffId: number, code: string): Promise<string[]> =>
  inTransaction(db, async (trx) => {
    const row = await trx<TotpRow>('staff_totp').where({ staff_id: staffId, confirmed_at: null }).first()
    if (!row) throw refuse('conflict', 'app-not-begun')
    const now = clock.now()
    const step = stepOf(code, secretOf(trx, row), now, row.last_step)
    if (step === undefined) throw refuse('invalid', 'wrong-code', {}, '/code')
    await trx<TotpRow>('staff_totp')
      .where({ staff_id: staffId })
      .update({ confirmed_at: instantText(now), last_step: step })
    return newRecoveryCodes(trx, clock, staffId)
  })

/** Draws recovery codes in the place of all before. Told only here. */
export async function newRecoveryCodes(trx: Transaction, clock: Clock, staffId: number): Promise<string[]> {
  const codes = drawRecoveryCodes()
  const made_at = instantText(clock.now())
  await trx('staff_recovery_codes').where({ staff_id: staffId }).del()
  await trx('staff_recovery_codes').insert(
    codes.map((code) => ({ staff_id: staffId, code_hash: recoveryHash(code), made_at })),
  )
  return codes
}

/** Lets the app go, and the recovery codes with it when it was the last factor. */
export const removeApp = (db: Database, staffId: number): Promise<void> =>
  inTransaction(db, async (trx) => {
    await trx('staff_totp').where({ staff_id: staffId }).del()
    if (hasFactor(await factorsOf(trx, staffId))) return
    await trx('staff_recovery_codes').where({ staff_id: staffId }).del()
  })

/** Lets everything go that the account proves itself with besides the password: app, passkeys, recovery codes. */
export async function removeFactors(trx: Transaction, staffId: number): Promise<void> {
  for (const table of ['staff_totp', 'staff_passkeys', 'staff_recovery_codes'])
    await trx(table).where({ staff_id: staffId }).del()
}

/** Takes a code of the app or a recovery code, once. False for any other. */
export async function takeCode({ db, clock }: Office, staffId: number, typed: string): Promise<boolean> {
  const code = typed.replace(/[\s-]/g, '')
  return /^\d{6}$/.test(code)
    ? takeAppCode({ db, clock }, staffId, code)
    : takeRecoveryCode({ db, clock }, staffId, code)
}

async function takeAppCode({ db, clock }: Office, staffId: number, code: string): Promise<boolean> {
  const row = await db<TotpRow>('staff_totp')
    .where({ staff_id: staffId })
    .whereNotNull('confirmed_at')
    .first()
  const step = row && stepOf(code, secretOf(db, row), clock.now(), row.last_step)
  if (step === undefined) return false
  // Of two that bring one code at the same moment, only the first finds the step unspent.
  const spent = await db<TotpRow>('staff_totp')
    .where({ staff_id: staffId })
    .where('last_step', '<', step)
    .update({ last_step: step })
  return spent === 1
}

async function takeRecoveryCode({ db, clock }: Office, staffId: number, code: string): Promise<boolean> {
  const spent = await db('staff_recovery_codes')
    .where({ staff_id: staffId, code_hash: recoveryHash(code), used_at: null })
    .update({ used_at: instantText(clock.now()) })
  return spent === 1
}

/** Seals secrets of apps anew that an older key of the house sealed; gives how many. Safe to repeat. */
export const resealSecrets = (db: Database): Promise<number> =>
  inTransaction(db, async (trx) => {
    const house = houseKeysOf(trx)
    const rows = await trx<TotpRow>('staff_totp').forUpdate()
    const old = rows.filter(({ secret_sealed }) => keyOf(secret_sealed) !== house.current)
    for (const row of old)
      await trx<TotpRow>('staff_totp')
        .where({ staff_id: row.staff_id })
        .update({ secret_sealed: house.seal(secretOf(trx, row), contextOf(row.staff_id)) })
    return old.length
  })
