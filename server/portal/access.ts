/**
 * Sends a participant the code that proves the address, and takes it back. Rows only: the mail goes out with the others.
 * Asking and typing are slowed down like signing in, by claim and by network address.
 */
import { codeLasts } from '../claims/access-code.ts'
import { makeCode, openWithCode, type AccessOffice, type ParticipantSession } from '../claims/access-store.ts'
import { claimOf } from '../claims/store.ts'
import type { Database, Transaction } from '../database.ts'
import { letterAbout, type LetterDesk } from '../letters/letter.ts'
import { postMail, type PostOffice } from '../mail/store.ts'
import { programmeVersion } from '../programmes/store.ts'
import { countTry, forgiveTry } from '../staff/failure-store.ts'

export type CodeDesk = AccessOffice & LetterDesk & PostOffice

/** Which claim, and the network address that asks. */
export type Asking = { readonly reference: string; readonly address: string }

/** @throws Refusal `code-asking-blocked` while one has to wait, `codes-too-many` after a day's worth of them. */
export async function sendCode(
  trx: Transaction,
  desk: CodeDesk,
  { reference, address }: Asking,
): Promise<void> {
  await countTry({ db: trx, clock: desk.clock }, { who: reference, address, what: 'asked-code' })
  const claim = await claimOf(trx, reference)
  const programme = await programmeVersion(trx, claim.programmeVersion)
  const code = await makeCode(trx, desk, reference)
  const facts = { code, minutes: codeLasts.minutes }
  await postMail(trx, desk, letterAbout(desk, { claim, programme }, 'access-code', { facts }))
}

/**
 * The session that the code opens; whoever has it is forgiven the tries and the asking before.
 * @throws Refusal `code-tries-blocked` while one has to wait, and as `openWithCode`.
 */
export async function proveWithCode(
  db: Database,
  desk: AccessOffice,
  { reference, address }: Asking,
  typed: string,
): Promise<ParticipantSession> {
  const attempt = { who: reference, address }
  await countTry({ db, clock: desk.clock }, { ...attempt, what: 'claim-code' })
  const session = await openWithCode(db, desk, reference, typed)
  await forgiveTry(db, { ...attempt, what: 'asked-code' })
  await forgiveTry(db, { ...attempt, what: 'claim-code' })
  return session
}
