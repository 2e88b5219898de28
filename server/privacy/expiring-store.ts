/**
 * Erases one kind of what is held on one claim, when its period is over: the same pieces as an erasure on somebody's
 * wish, claim by claim. What belongs to the participant goes with the last claim. In the caller's transaction.
 */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText, type Clock } from '../base/calendar.ts'
import { writeEntry } from '../claims/journal-store.ts'
import type { Claim } from '../claims/claim.ts'
import type { Transaction } from '../database.ts'
import { eraseDocuments } from '../documents/store.ts'
import { eraseEvidence } from '../evidence/store.ts'
import { eraseAllBut, eraseMails, type Files } from './erasing-store.ts'
import type { ClaimKind } from './retention.ts'
import { stripped } from './stripping.ts'
import { subjectOfClaims } from './subject-store.ts'

/** What goes of which claim, the last day of its period, and who lets it go. */
export type Expiry = {
  readonly claim: Pick<Claim, 'id' | 'reference' | 'programmeVersion'>
  readonly kind: ClaimKind
  readonly lastDay: Temporal.PlainDate
  readonly by: Actor
}

/** Once for each claim and kind: the second time the database refuses. */
export async function expire(
  trx: Transaction,
  house: { readonly clock: Clock },
  { claim, kind, lastDay, by }: Expiry,
): Promise<void> {
  const { participant_id: participant }: { participant_id: number } = await trx('claims')
    .where({ id: claim.id })
    .first('participant_id')
  const at = house.clock.now()
  const row = {
    participant_id: participant,
    claim_reference: claim.reference,
    kind,
    erased_by: actorText(by),
    erased_at: instantText(at),
    files: '{"hashes":[],"mails":[]}',
  }
  // First: what is issued lets itself be erased only when this stands.
  await trx('erasures').insert(row)
  const files = await eraseKind(trx, house, claim, kind, participant)
  await trx('erasures')
    .where({ claim_reference: claim.reference, kind })
    .update({ files: JSON.stringify(files) })
  const facts = { what: kind, lastDay: lastDay.toString() }
  await writeEntry(trx, claim, { kind: 'data-expired', facts }, by, at)
}

async function eraseKind(
  trx: Transaction,
  house: { readonly clock: Clock },
  { id, reference }: Expiry['claim'],
  kind: ClaimKind,
  participant: number,
): Promise<Files> {
  switch (kind) {
    case 'photo':
      return { mails: [], hashes: await eraseEvidence(trx, [reference], (one) => one !== proofKind) }
    case 'evidence':
      return { mails: [], hashes: await eraseEvidence(trx, [reference]) }
    case 'mail':
      return { hashes: [], mails: await eraseMails(trx, [reference]) }
    case 'unpaid':
    case 'claim': {
      const isLast = !(await isStillHeld(trx, participant, id))
      const subject = await subjectOfClaims(trx, [id], isLast ? [participant] : [])
      return eraseAllBut(trx, house, subject, kind === 'claim' ? [reference] : [])
    }
    case 'books':
      return { mails: [], hashes: await eraseBooks(trx, reference) }
  }
}

/** What proves the purchase; every other file is a picture of a device, a label or a visit. */
const proofKind = 'proof-of-purchase'

/** Whether another claim of the participant is under way or kept. */
const isStillHeld = async (trx: Transaction, participant: number, claim: number): Promise<boolean> =>
  (await trx('claims')
    .where({ participant_id: participant })
    .whereNot({ id: claim })
    .whereNotExists(
      trx('erasures')
        .whereRaw('erasures.claim_reference = claims.reference')
        .whereIn('kind', ['unpaid', 'claim'] satisfies ClaimKind[]),
    )
    .whereNotExists(
      trx('erasures').whereRaw('erasures.participant_id = claims.participant_id').whereNull('kind'),
    )
    .first('id')) !== undefined

/** Who stands in the books; what was owed and paid, numbers and dates stay, so that the ledger goes on adding up. */
async function eraseBooks(trx: Transaction, reference: string): Promise<string[]> {
  const vatIds = new Set<string>()
  for (const table of ['invoices', 'proposals']) {
    const rows: { id: number; content: string }[] = await trx(table)
      .where({ claim_reference: reference })
      .select('id', 'content')
    for (const { id, content } of rows) {
      const told = JSON.parse(content) as { seller?: { vatId?: string | null } }
      if (told.seller?.vatId) vatIds.add(told.seller.vatId)
      const bare = JSON.stringify(stripped(told))
      if (bare !== content) await trx(table).where({ id }).update({ content: bare })
    }
  }
  for (const vatId of vatIds) await forgetChecks(trx, vatId)
  const sent = trx('payments').where({ claim_reference: reference }).select('end_to_end_id')
  await trx('bank_bookings').whereIn('reference', sent).update({ remittance: '' })
  await trx('self_billing_agreements').where({ claim_reference: reference }).update({ signed_by: '' })
  return eraseDocuments(trx, [reference], () => true)
}

/** Unless somebody who is still known has the number, or another document that is kept. */
async function forgetChecks(trx: Transaction, vatId: string): Promise<void> {
  const holder = await trx('participants').where({ vat_id: vatId }).first('id')
  const document = await trx('invoices').where('content', 'like', `%"${vatId}"%`).first('id')
  if (!holder && !document) await trx('vat_checks').where({ vat_id: vatId }).delete()
}
