/** The participant's answer to a proposal (R48): bound to version and text, and told to the claim in one transaction. */
import { advance, type Office } from '../claims/advance.ts'
import type { Claim } from '../claims/claim.ts'
import { lockClaim } from '../claims/store.ts'
import { inTransaction } from '../database.ts'
import { acceptProposalVersion, disputeProposalVersion, type Answer, type Dispute } from './proposal-store.ts'

/** Without the time, which is the office's. */
export type GivenAnswer = Omit<Answer, 'at'>

/** @throws Refusal `conflict` / `outdated-proposal` for a version or text that is not current. Twice is once. */
export const acceptProposal = (office: Office, answer: GivenAnswer): Promise<Claim> =>
  inTransaction(office.db, async (trx) => {
    const { reference, version, sha256: contentHash, by } = answer
    // Before the proposal's own row, in the order in which every move locks: claim, then what hangs on it.
    await lockClaim(trx, reference)
    await acceptProposalVersion(trx, { ...answer, at: office.clock.now() })
    return advance({ ...office, db: trx }, reference, { kind: 'accept-proposal', by, version, contentHash })
  })

/** @throws Refusal as for acceptance, and `no-such-line`. */
export const disputeProposal = (office: Office, answer: GivenAnswer, dispute: Dispute): Promise<Claim> =>
  inTransaction(office.db, async (trx) => {
    const { reference, version, by } = answer
    await lockClaim(trx, reference)
    await disputeProposalVersion(trx, { ...answer, at: office.clock.now() }, dispute)
    const move = { kind: 'refuse-proposal', by, version, lines: dispute.lines } as const
    return advance({ ...office, db: trx }, reference, move)
  })
