/** Sends a participant the code that proves the address. Rows only: the mail goes out with the others. */
import { codeLasts } from '../claims/access-code.ts'
import { makeCode, type AccessOffice } from '../claims/access-store.ts'
import { claimOf } from '../claims/store.ts'
import type { Transaction } from '../database.ts'
import { letterAbout, type LetterDesk } from '../letters/letter.ts'
import { postMail, type PostOffice } from '../mail/store.ts'
import { programmeVersion } from '../programmes/store.ts'

export type CodeDesk = AccessOffice & LetterDesk & PostOffice

/** @throws Refusal `codes-too-many` after a day's worth of them. */
export async function sendCode(trx: Transaction, desk: CodeDesk, reference: string): Promise<void> {
  const claim = await claimOf(trx, reference)
  const programme = await programmeVersion(trx, claim.programmeVersion)
  const code = await makeCode(trx, desk, reference)
  const facts = { code, minutes: codeLasts.minutes }
  await postMail(trx, desk, letterAbout(desk, { claim, programme }, 'access-code', { facts }))
}
