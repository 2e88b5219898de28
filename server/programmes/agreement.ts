/** The self-billing agreement that a programme asks for (R48): its name, its text by hash, and with whom. Pure. */
import { canonicalJson, sha256 } from '../base/canonical.ts'
import { partyOf, type Programme } from './programme.ts'

export type AgreementTerms = {
  /** As documents quote it: `TI-DK v1`. */
  readonly name: string
  readonly version: string
  readonly text: NonNullable<Programme['selfBilling']>['agreement']['text']
  /** Of the text in all its languages. */
  readonly textSha256: string
  /** Registration of the buyer: an agreement holds between a participant and one buyer. */
  readonly buyer: string
  /** Who signs for the buyer: the company that offers these terms to everybody, by the person whom it names. */
  readonly signedFor: string
  /** Prefix of the series in which the invoices are counted. */
  readonly series: string
}

/** Undefined where a programme writes no documents for its participants. */
export function agreementOf(programme: Programme): AgreementTerms | undefined {
  const { selfBilling, referencePrefix, countries } = programme
  if (!selfBilling) return undefined
  const { version, text, signer } = selfBilling.agreement
  const payer = partyOf(programme, 'payer')
  return {
    name: `${referencePrefix}-${countries[0]} v${version}`,
    version,
    text,
    textSha256: sha256(canonicalJson(text)),
    buyer: payer.registrationNumber ?? payer.vatIds[0]?.id ?? payer.name,
    signedFor: signer ? `${signer}, ${payer.name}` : payer.name,
    series: selfBilling.series.invoice,
  }
}
