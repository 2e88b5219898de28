/** Reminds sellers of proposals that wait for their answer (A3): silence is not acceptance, so nothing else follows from it. */
import { Temporal } from 'temporal-polyfill'
import { dateIn, type Clock } from './base/calendar.ts'
import { noteReminded, silentSince, type Proposal } from './billing/proposal-store.ts'
import { claimOf } from './claims/store.ts'
import { inTransaction, type Database } from './database.ts'
import { documentsOf } from './documents/store.ts'
import { letterAbout, type LetterDesk } from './letters/letter.ts'
import { postMail, type PostOffice } from './mail/store.ts'
import { programmeVersion } from './programmes/store.ts'

export type ReminderDesk = LetterDesk & PostOffice & { readonly db: Database; readonly clock: Clock }

// A reminder for each, a batch at a time, so that no round of the worker takes long.
const atMost = 1000

/** Writes a mail for every proposal that has waited as long as its programme says. Gives how many were reminded. */
export async function remindSilent(desk: ReminderDesk): Promise<number> {
  const now = desk.clock.now()
  const waiting = await silentSince(desk.db, now.subtract({ hours: 24 }), atMost)
  let count = 0
  for (const proposal of waiting) if (await remind(desk, proposal, now)) count += 1
  return count
}

const remind = (desk: ReminderDesk, proposal: Proposal, now: Temporal.Instant): Promise<boolean> =>
  inTransaction(desk.db, async (trx) => {
    const { content, composedAt, remindedAt } = proposal
    const claim = await claimOf(trx, content.reference)
    const programme = await programmeVersion(trx, claim.programmeVersion)
    const today = dateIn(now, programme.timeZone)
    const last = dateIn(remindedAt ?? composedAt, programme.timeZone)
    const every = programme.selfBilling?.reminderDays
    if (every === undefined || last.until(today).days < every) return false
    if (claim.proposalVersion !== content.version || !(await noteReminded(trx, proposal, now))) return false
    const paper = (await documentsOf(trx, claim.reference)).findLast(({ kind }) => kind === 'proposal')
    const on = laterOf(Temporal.PlainDate.from(content.payment.payBy), today.add({ days: every }))
    const facts = { what: 'accept-proposal', on: on.toString(), daysLeft: today.until(on).days } as const
    const attachments = paper ? [{ document: paper.id, name: paper.name }] : []
    await postMail(
      trx,
      desk,
      letterAbout(desk, { claim, programme }, 'deadline-reminder', { facts, attachments }),
    )
    return true
  })

/** After the day of payment has passed, the reminder asks for an answer within the next period. */
const laterOf = (one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(one, other) > 0 ? one : other
