/** The participant's answer to a proposal (R48): bound to version and text, and told to the claim in one transaction. */
import { advance, type Office } from '../claims/advance.ts'
import type { Claim } from '../claims/claim.ts'
import { lockClaim } from '../claims/store.ts'
import { refuse } from '../base/refusal.ts'
import { inTransaction, type Transaction } from '../database.ts'
import { deadAmong } from '../parties/vat-check-store.ts'
import type { ProposalContent } from './content.ts'
import { acceptProposalVersion, disputeProposalVersion, type Answer, type Dispute } from './proposal-store.ts'

/** Without the time, which is the office's. */
export type GivenAnswer = Omit<Answer, 'at'>

/** @throws Refusal `conflict` / `outdated-proposal` for a version or text that is not current. Twice is once. */
export const acceptProposal = (office: Office, answer: GivenAnswer): Promise<Claim> =>
  inTransaction(office.db, async (trx) => {
    const { reference, version, sha256: contentHash, by } = answer
    // Before the proposal's own row, in the order in which every move locks: claim, then what hangs on it.
    await lockClaim(trx, reference)
    const { content } = await acceptProposalVersion(trx, { ...answer, at: office.clock.now() })
    await refuseDeadVatId(trx, content)
    return advance({ ...office, db: trx }, reference, { kind: 'accept-proposal', by, version, contentHash })
  })

/** A number can die between proposal and acceptance; then VAT would be decided on what is no longer true. */
async function refuseDeadVatId(
  trx: Transaction,
  { seller, buyer, reference }: ProposalContent,
): Promise<void> {
  const [vatId] = await deadAmong(trx, [seller.vatId, buyer.vatId])
  if (vatId !== undefined) throw refuse('conflict', 'vat-id-dead', { reference, vatId })
}

/** @throws Refusal as for acceptance, and `no-such-line`. */
export const disputeProposal = (office: Office, answer: GivenAnswer, dispute: Dispute): Promise<Claim> =>
  inTransaction(office.db, async (trx) => {
    const { reference, version, by } = answer
    await lockClaim(trx, reference)
    await disputeProposalVersion(trx, { ...answer, at: office.clock.now() }, dispute)
    const move = { kind: 'refuse-proposal', by, version, lines: dispute.lines } as const
    return advance({ ...office, db: trx }, reference, move)
  })
