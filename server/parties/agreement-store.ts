/**
 * Rows of self-billing agreements (R48): who signed which text, when and for whom, and when it was withdrawn. An
 * agreement holds between one participant and one buyer; what counts is whether it was in force at the hand-over.
 */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'

/** Between whom: a participant, and the registration of a buyer. */
export type Between = { readonly participantId: number; readonly buyer: string }

export type Signature = Between & {
  readonly reference: string
  /** As documents quote it: `TI-DK v1`. */
  readonly name: string
  readonly textSha256: string
  readonly series: string
  /** The seller's and the buyer's signers. */
  readonly signedBy: string
  readonly signedFor: string
  readonly signedAt: Temporal.Instant
}

export type Agreement = Signature & { readonly withdrawnAt?: Temporal.Instant }

/** Keeps a signature. False when the same person signed the same text for the same claim before: nothing changes. */
export async function signAgreement(trx: Transaction, signature: Signature): Promise<boolean> {
  const row = {
    participant_id: signature.participantId,
    buyer: signature.buyer,
    claim_reference: signature.reference,
    name: signature.name,
    text_sha256: signature.textSha256,
    series: signature.series,
    signed_by: signature.signedBy,
    signed_for: signature.signedFor,
    signed_at: instantText(signature.signedAt),
  }
  const kept = await trx<AgreementRow>('self_billing_agreements')
    .insert(row)
    .onConflict(['claim_reference', 'text_sha256', 'signed_by'])
    .ignore()
    .returning('id')
  return kept.length > 0
}

/** A1: the agreement in force at that moment; the last one signed when there are several. */
export async function agreementAt(
  db: Database,
  { participantId, buyer }: Between,
  at: Temporal.Instant,
): Promise<Agreement | undefined> {
  const row = await db<AgreementRow>('self_billing_agreements')
    .where({ participant_id: participantId, buyer })
    .where('signed_at', '<=', instantText(at))
    .where((open) => {
      void open.whereNull('withdrawn_at').orWhere('withdrawn_at', '>', instantText(at))
    })
    .orderBy('id', 'desc')
    .first()
  return row && agreementFromRow(row)
}

/** Ends whatever is in force; documents for what was handed over before stay as they are. Gives how many ended. */
export const withdrawAgreements = async (
  trx: Transaction,
  { participantId, buyer }: Between,
  { by, at }: { readonly by: Actor; readonly at: Temporal.Instant },
): Promise<number> =>
  trx<AgreementRow>('self_billing_agreements')
    .where({ participant_id: participantId, buyer })
    .whereNull('withdrawn_at')
    .update({ withdrawn_at: instantText(at), withdrawn_by: actorText(by) })

type AgreementRow = {
  id: number
  participant_id: number
  buyer: string
  claim_reference: string
  name: string
  text_sha256: string
  series: string
  signed_by: string
  signed_for: string
  signed_at: string
  withdrawn_at: string | null
  withdrawn_by: string | null
}

const agreementFromRow = (row: AgreementRow): Agreement => ({
  participantId: row.participant_id,
  buyer: row.buyer,
  reference: row.claim_reference,
  name: row.name,
  textSha256: row.text_sha256,
  series: row.series,
  signedBy: row.signed_by,
  signedFor: row.signed_for,
  signedAt: Temporal.Instant.from(row.signed_at),
  ...(row.withdrawn_at !== null && { withdrawnAt: Temporal.Instant.from(row.withdrawn_at) }),
})
