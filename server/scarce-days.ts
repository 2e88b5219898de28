/**
 * Tells customer service of pick-ups whose days run short: when a claim begins to wait for a day, in the transaction that
 * makes it wait, so that nobody's page says so before; and once an hour, for what others have taken meanwhile (R22, R38).
 */
import type { Temporal } from 'temporal-polyfill'
import { dateIn, type Clock } from './base/calendar.ts'
import type { Happened } from './claims/advance.ts'
import { claimOf, lockClaim } from './claims/store.ts'
import { inTransaction, type Database } from './database.ts'
import { daysScarceLetter } from './letters/days-scarce.ts'
import type { LetterDesk } from './letters/letter.ts'
import { postMail, type PostOffice } from './mail/store.ts'
import { programmeVersion } from './programmes/store.ts'
import { standingOf } from './shipping/booking.ts'
import { deadlineOf, offerFor } from './shipping/offering.ts'
import { awaitingDay } from './shipping/pickup-store.ts'
import { choiceIn } from './shipping/scarcity.ts'
import { noteWarned } from './shipping/warning-store.ts'

export type ScarceDaysDesk = LetterDesk & PostOffice & { readonly clock: Clock }

/** What follows when a claim begins to wait for a day. */
export async function warnOfFewDays(desk: ScarceDaysDesk, happened: Happened): Promise<void> {
  await warnIfScarce(desk, happened)
}

/** Once for each claim and last day: a deadline that was moved can run short again. True when a mail was written. */
async function warnIfScarce(
  desk: ScarceDaysDesk,
  { trx, claim, programme }: Pick<Happened, 'trx' | 'claim' | 'programme'>,
): Promise<boolean> {
  if (claim.state !== 'approved') return false
  const standing = await standingOf(trx, claim, programme)
  if (!standing || standing.pickup?.state === 'scheduled') return false
  const now = desk.clock.now()
  const offer = await offerFor(trx, claim, programme, now)
  const choice = choiceIn(offer, dateIn(now, programme.timeZone))
  const { scarcity: why } = choice
  if (!why) return false
  const lastDay = (await deadlineOf(trx, claim, programme))?.toString() ?? ''
  if (!(await noteWarned(trx, { claimId: claim.id, lastDay, why }, now))) return false
  await postMail(trx, desk, daysScarceLetter(desk, { claim, programme }, { why, offer, choice }))
  return true
}

const atOnce = 500

/** Looks at every claim that waits for a day. Gives how many mails were written. */
export async function warnOfScarceDays(desk: ScarceDaysDesk & { readonly db: Database }): Promise<number> {
  let count = 0
  for (let after = 0; ;) {
    const waiting = await awaitingDay(desk.db, atOnce, after)
    for (const { reference } of waiting)
      if (await isScarce(desk, reference, desk.clock.now()))
        if (await inTransaction(desk.db, (trx) => warnLocked(desk, trx, reference))) count += 1
    if (waiting.length < atOnce) return count
    after = waiting.at(-1)?.shipmentId ?? after
  }
}

/** Without a lock: most have days enough. */
async function isScarce(
  { db }: { readonly db: Database },
  reference: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const claim = await claimOf(db, reference)
  const programme = await programmeVersion(db, claim.programmeVersion)
  const offer = await offerFor(db, claim, programme, now)
  return choiceIn(offer, dateIn(now, programme.timeZone)).scarcity !== undefined
}

async function warnLocked(desk: ScarceDaysDesk, trx: Happened['trx'], reference: string): Promise<boolean> {
  const claim = await lockClaim(trx, reference)
  return warnIfScarce(desk, { trx, claim, programme: await programmeVersion(trx, claim.programmeVersion) })
}
