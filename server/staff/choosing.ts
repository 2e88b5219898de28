/** Somebody chooses another password for themselves: proven by the old one, and not easy to guess; the journal is told. Knows no page. */
import { z } from 'zod'
import { inTransaction } from '../database.ts'
import { refuseGuessable } from './guessable.ts'
import { hashPassword, passwordLength } from './passwords.ts'
import { provePassword, type SignInOffice } from './sign-in.ts'
import { changePassword, type Staff } from './store.ts'
import { type Telling, tellOfOwn } from './telling.ts'

/** The same for the page and the API. */
export const passwordForm = z.strictObject({
  current: z.string().min(1).max(passwordLength.maximum),
  next: z.string().min(passwordLength.minimum).max(passwordLength.maximum),
})

/**
 * Ends every session of the account. `address`: of the network, for counting tries.
 * @throws Refusal `wrong-credentials`, `sign-in-blocked`, `password-guessable`.
 */
export async function choosePassword(
  office: SignInOffice & Telling,
  staff: Staff,
  { current, next }: z.infer<typeof passwordForm>,
  address: string,
): Promise<void> {
  await provePassword(office, { email: staff.email, password: current, address })
  await refuseGuessable(next, staff)
  const passwordHash = await hashPassword(next)
  await inTransaction(office.db, async (trx) => {
    await changePassword(trx, staff.id, passwordHash)
    await tellOfOwn(trx, office, staff, 'password-changed')
  })
}
