/** The mail that carries a signed self-billing agreement to the buyer: both sides keep a copy (R48). */
import type { Happened } from '../claims/advance.ts'
import type { Document } from '../documents/store.ts'
import type { Letter } from '../mail/mails.ts'
import { agreementOf } from '../programmes/agreement.ts'
import { letterAbout, type LetterDesk } from './letter.ts'

/** Undefined for a programme that has no such agreement. The participant's link stays with the participant. */
export function agreementLetter(
  desk: LetterDesk,
  about: Pick<Happened, 'claim' | 'programme'>,
  { id, name }: Pick<Document, 'id' | 'name'>,
): Letter | undefined {
  const { claim, programme } = about
  const terms = agreementOf(programme)
  if (!terms) return undefined
  const facts = {
    agreement: terms.name,
    signedBy: claim.application.selfBilling?.signedBy ?? '',
    signedFor: terms.signedFor,
    series: terms.series,
  }
  const own = letterAbout(desk, about, 'agreement-signed', { facts, attachments: [{ document: id, name }] })
  const claimUrl = new URL(`/desk/review/${claim.reference}`, own.letterhead.claimUrl).href
  const to = { name: terms.signedFor, address: programme.contacts.email }
  return { ...own, to, letterhead: { ...own.letterhead, claimUrl } }
}
