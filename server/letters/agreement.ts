/** The mail that carries a signed self-billing agreement to the buyer: both sides keep a copy (R48). */
import type { Happened } from '../claims/advance.ts'
import type { Document } from '../documents/store.ts'
import type { Letter } from '../mail/mails.ts'
import { agreementOf } from '../programmes/agreement.ts'
import { letterAbout, type LetterDesk } from './letter.ts'

/** Undefined where the programme names no address for it. The participant's link stays with the participant. */
export function agreementLetter(
  desk: LetterDesk,
  about: Pick<Happened, 'claim' | 'programme'>,
  { id, name }: Pick<Document, 'id' | 'name'>,
): Letter | undefined {
  const { claim, programme } = about
  const terms = agreementOf(programme)
  const address = programme.selfBilling?.agreement.copyTo
  if (!terms || !address) return undefined
  const facts = {
    agreement: terms.name,
    signedBy: claim.application.selfBilling?.signedBy ?? '',
    signedFor: terms.signedFor,
    series: terms.series,
  }
  const own = letterAbout(desk, about, 'agreement-signed', { facts, attachments: [{ document: id, name }] })
  const claimUrl = new URL(`/desk/review/${claim.reference}`, own.letterhead.claimUrl).href
  const to = { name: terms.signedFor, address }
  return { ...own, to, letterhead: { ...own.letterhead, claimUrl } }
}
