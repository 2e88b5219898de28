/**
 * What somebody changes of their own app and recovery codes, told in the journal with whose it is and nothing more. The same
 * for the page and the API.
 */
import { refuse } from '../base/refusal.ts'
import { inTransaction } from '../database.ts'
import { confirmApp, factorsOf, hasFactor, newRecoveryCodes, removeApp } from './factor-store.ts'
import { mustHaveFactor } from './second-factor.ts'
import type { OpenSession, SignInOffice } from './sign-in.ts'
import { type Telling, tellOfOwn } from './telling.ts'

type Office = SignInOffice & Telling
type Owner = Pick<OpenSession, 'staff'>

/** Takes an app into use; gives recovery codes, told once. @throws Refusal `wrong-code`, `app-not-begun`. */
export const takeAppIntoUse = (office: Office, { staff }: Owner, code: string): Promise<string[]> =>
  inTransaction(office.db, async (trx) => {
    const codes = await confirmApp({ ...office, db: trx }, staff.id, code.replaceAll(/\s/g, ''))
    await tellOfOwn(trx, office, staff, 'app-added')
    return codes
  })

/** @throws Refusal `factor-required` for somebody who may not be without one. */
export const letAppGo = (office: Office, { staff }: Owner): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const { passkeys } = await factorsOf(trx, staff.id)
    if (office.strict && passkeys === 0 && mustHaveFactor(staff.roles))
      throw refuse('forbidden', 'factor-required')
    await removeApp(trx, staff.id)
    await tellOfOwn(trx, office, staff, 'app-removed')
  })

/** New recovery codes in the place of all before. @throws Refusal `app-not-begun` without a second factor. */
export const drawOwnCodes = (office: Office, { staff }: Owner): Promise<string[]> =>
  inTransaction(office.db, async (trx) => {
    if (!hasFactor(await factorsOf(trx, staff.id))) throw refuse('conflict', 'app-not-begun')
    const codes = await newRecoveryCodes(trx, office.clock, staff.id)
    await tellOfOwn(trx, office, staff, 'codes-drawn')
    return codes
  })
