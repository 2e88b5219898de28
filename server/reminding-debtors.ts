/** Reminds participants of what they owe to us, on the days before and after the last one (R47, O1). */
import { dateIn } from './base/calendar.ts'
import { claimOf } from './claims/store.ts'
import { inTransaction } from './database.ts'
import { letterAbout } from './letters/letter.ts'
import { repaymentLetter } from './letters/payment.ts'
import { postMail } from './mail/store.ts'
import { changeRecovery, lockRecovery, openRecoveries } from './payments/recovery-store.ts'
import { isToRemind } from './payments/recovery.ts'
import { programmeVersion } from './programmes/store.ts'
import type { ReminderDesk } from './reminding.ts'

// A batch at a time, so that no round of the worker takes long; those due first come first.
const atMost = 500

/** Writes a mail for every case whose day has come. Gives how many were reminded. */
export async function remindDebtors(desk: ReminderDesk): Promise<number> {
  let count = 0
  for (const { number } of await openRecoveries(desk.db, atMost)) if (await remind(desk, number)) count += 1
  return count
}

const remind = (desk: ReminderDesk, number: string): Promise<boolean> =>
  inTransaction(desk.db, async (trx) => {
    const asked = await lockRecovery(trx, number)
    const claim = await claimOf(trx, asked.reference)
    const programme = await programmeVersion(trx, claim.programmeVersion)
    const today = dateIn(desk.clock.now(), programme.timeZone)
    if (!isToRemind(asked, today, programme.timeZone)) return false
    await changeRecovery(trx, number, { remindedOn: today })
    const notice = today.until(asked.dueOn).days < 0 ? 'late' : 'soon'
    const composed = await repaymentLetter(trx, programme, asked, notice)
    if (composed) await postMail(trx, desk, letterAbout(desk, { claim, programme }, 'repayment', composed))
    return composed !== undefined
  })
