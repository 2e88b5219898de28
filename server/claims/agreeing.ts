/** Signing the self-billing agreement with an application (R48): the signature's row, and its document for both sides. */
import type { Clock } from '../base/calendar.ts'
import type { Transaction } from '../database.ts'
import { orderDocument } from '../documents/store.ts'
import { signAgreement } from '../parties/agreement-store.ts'
import { agreementOf } from '../programmes/agreement.ts'
import { partyOf, type Programme } from '../programmes/programme.ts'
import type { Application } from '../programmes/application.ts'
import type { Claim } from './claim.ts'

/** What the agreement's document says. Plain data. */
export type AgreementFacts = {
  readonly name: string
  readonly reference: string
  readonly text: Readonly<Record<string, string | undefined>>
  readonly textSha256: string
  readonly series: string
  readonly seller: { readonly name: string; readonly lines: readonly string[] }
  readonly buyer: { readonly name: string; readonly lines: readonly string[] }
  readonly signedBy: string
  readonly signedFor: string
  /** Instant, and the zone in which it is told. */
  readonly signedAt: string
  readonly timeZone: string
}

/** Nothing when the programme has no such agreement, or another version of it was signed: that is asked for again (R25). */
export async function agree(
  trx: Transaction,
  clock: Clock,
  claim: Pick<Claim, 'reference' | 'participantId'>,
  { selfBilling, participant, locale }: Application,
  programme: Programme,
): Promise<void> {
  const terms = agreementOf(programme)
  if (!terms || !selfBilling?.signedBy || selfBilling.version !== terms.version) return
  const { name, text, textSha256, series, buyer, signedFor } = terms
  const { signedBy } = selfBilling
  const signedAt = clock.now()
  const { reference, participantId } = claim
  const signature = {
    participantId,
    buyer,
    reference,
    name,
    textSha256,
    series,
    signedBy,
    signedFor,
    signedAt,
  }
  if (!(await signAgreement(trx, signature))) return
  const payer = partyOf(programme, 'payer')
  const facts: AgreementFacts = {
    name,
    reference,
    text,
    textSha256,
    series,
    seller: { name: participant.company, lines: addressLines(participant.address, participant.vatId) },
    buyer: { name: payer.name, lines: addressLines(payer.address, payer.registrationNumber) },
    signedBy,
    signedFor,
    signedAt: signedAt.toString(),
    timeZone: programme.timeZone,
  }
  await orderDocument(trx, clock, {
    kind: 'self-billing-agreement',
    claimReference: reference,
    locale,
    name: `agreement-${reference}.pdf`,
    mediaType: 'application/pdf',
    facts,
  })
}

const addressLines = (
  { street, postcode, city, country }: Application['participant']['address'],
  registration: string | undefined,
): string[] => [street, `${country}-${postcode} ${city}`, ...(registration ? [registration] : [])]
