/** The mail by which customer service hears of a pick-up whose days run short, before its participant does (R22, R38). */
import type { Happened } from '../claims/advance.ts'
import type { Letter } from '../mail/mails.ts'
import type { Offer } from '../shipping/offering.ts'
import type { Choice, Scarcity } from '../shipping/scarcity.ts'
import { letterAbout, type LetterDesk } from './letter.ts'

/** To the programme's contact, in the programme's first language. The participant's link stays with the participant. */
export function daysScarceLetter(
  desk: LetterDesk,
  about: Pick<Happened, 'claim' | 'programme'>,
  { why, offer, choice }: { readonly why: Scarcity; readonly offer: Offer; readonly choice: Choice },
): Letter {
  const { claim, programme } = about
  const { company, address } = claim.application.participant
  const facts = {
    why,
    company,
    place: `${address.postcode} ${address.city}`,
    by: offer.lastDay.toString(),
    daysFree: choice.daysFree,
  }
  const own = letterAbout(desk, about, 'days-scarce', { facts })
  const locale = programme.locales[0] ?? own.locale
  const claimUrl = new URL(`/desk/pickups/${claim.reference}`, own.letterhead.claimUrl).href
  return {
    ...own,
    locale,
    to: { name: own.letterhead.sender, address: programme.contacts.email },
    letterhead: { ...own.letterhead, claimUrl },
  }
}
