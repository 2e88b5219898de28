/** Reminds participants of changed offers that wait for their answer, before they end (R43): nothing runs out unheard. */
import { dateIn, type Clock } from './base/calendar.ts'
import { noteOfferReminder, openOffers, type OpenOffer } from './claims/offer-reminder-store.ts'
import { claimOf, lockClaim } from './claims/store.ts'
import { inTransaction, type Database } from './database.ts'
import { letterAbout, type LetterDesk } from './letters/letter.ts'
import { postMail, type PostOffice } from './mail/store.ts'
import { programmeVersion } from './programmes/store.ts'

export type OfferDesk = LetterDesk & PostOffice & { readonly db: Database; readonly clock: Clock }

// A batch at a time, so that no round of the worker takes long.
const atMost = 500

/** Writes a mail for every offer that ends in as many days as its programme reminds. Gives how many were written. */
export async function remindOfOffers(desk: OfferDesk): Promise<number> {
  const now = desk.clock.now()
  // A day behind UTC somewhere: the zone of each programme decides below.
  const offers = await openOffers(desk.db, dateIn(now, 'Etc/GMT+12'), atMost)
  let count = 0
  for (const offer of offers) if (await remind(desk, offer)) count += 1
  return count
}

const remind = (desk: OfferDesk, { reference, unitId, no, answerBy }: OpenOffer): Promise<boolean> =>
  inTransaction(desk.db, async (trx) => {
    const { programmeVersion: hash } = await claimOf(trx, reference)
    const programme = await programmeVersion(trx, hash)
    const today = dateIn(desk.clock.now(), programme.timeZone)
    const daysLeft = today.until(answerBy).days
    // The nearest threshold that was passed: a server that slept does not send two at once.
    const days = programme.audit.remindDaysBefore
      .filter((day) => daysLeft <= day)
      .toSorted((a, b) => a - b)[0]
    if (days === undefined || daysLeft < 0) return false
    const claim = await lockClaim(trx, reference)
    const unit = claim.units.find(({ id }) => id === unitId)
    if (claim.state !== 'approved' || unit?.offer !== 'proposed' || unit.offered?.no !== no) return false
    if (!(await noteOfferReminder(trx, { unitId, no }, days, desk.clock.now()))) return false
    const facts = { what: 'answer-offer', on: answerBy.toString(), daysLeft } as const
    await postMail(trx, desk, letterAbout(desk, { claim, programme }, 'deadline-reminder', { facts }))
    return true
  })
