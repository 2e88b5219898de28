/** Somebody chooses another password for themselves: proven by the old one, and not easy to guess. Knows no page. */
import { z } from 'zod'
import { refuseGuessable } from './guessable.ts'
import { hashPassword, passwordLength } from './passwords.ts'
import { provePassword, type SignInOffice } from './sign-in.ts'
import { changePassword, type Staff } from './store.ts'

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
  office: SignInOffice,
  staff: Staff,
  { current, next }: z.infer<typeof passwordForm>,
  address: string,
): Promise<void> {
  await provePassword(office, { email: staff.email, password: current, address })
  await refuseGuessable(next, staff)
  await changePassword(office.db, staff.id, await hashPassword(next))
}
