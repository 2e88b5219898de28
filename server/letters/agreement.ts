/** The mail that carries a signed self-billing agreement to the buyer: both sides keep a copy (R48). */
import type { Happened } from '../claims/advance.ts'
import { documentsOf, type Document } from '../documents/store.ts'
import type { Letter } from '../mail/mails.ts'
import { mailsAbout, postMail, type PostOffice } from '../mail/store.ts'
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

/** R48: the buyer's copy of the agreement; the seller's came with the confirmation. Each signature is mailed once. */
export async function mailAgreement(desk: LetterDesk & PostOffice, happened: Happened): Promise<void> {
  const letter = await unsentAgreement(desk, happened)
  if (letter) await postMail(happened.trx, desk, letter)
}

/** The letter with the agreement that was signed last, unless its programme names no address or it was sent before. */
async function unsentAgreement(desk: LetterDesk, happened: Happened): Promise<Letter | undefined> {
  const { trx, claim, programme } = happened
  if (!programme.selfBilling?.agreement.copyTo) return undefined
  const { reference } = claim
  const signed = (await documentsOf(trx, reference)).findLast(({ kind }) => kind === 'self-billing-agreement')
  const copies = (await mailsAbout(trx, reference)).filter(({ name }) => name === 'agreement-signed')
  const sent = copies.flatMap(({ attachments }) => attachments)
  if (!signed || sent.some(({ document }) => document === signed.id)) return undefined
  return agreementLetter(desk, happened, signed)
}
