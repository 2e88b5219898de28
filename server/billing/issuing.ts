/** From an accepted proposal to the final document (R48): draws the number, orders the files, moves the claim on. */
import { dateIn } from '../base/calendar.ts'
import { advance, type Happened, type Office } from '../claims/advance.ts'
import { partyOf, type Programme } from '../programmes/programme.ts'
import { isSettlementNote } from './content.ts'
import { orderFiles, orderTransportStatement } from './issued-files.ts'
import { issueInvoice } from './invoice-store.ts'
import { currentProposal } from './proposal-store.ts'

/** Issues what was just accepted, within the transaction of the acceptance. */
export async function issueSelfBilling(
  { clock, follow }: Pick<Office, 'clock' | 'follow'>,
  { trx, claim, programme }: Happened,
): Promise<void> {
  const proposal = await currentProposal(trx, claim.reference)
  const { selfBilling } = programme
  if (!proposal || !selfBilling) throw new Error(`${claim.reference} has nothing to issue`)
  const { series } = selfBilling
  const issued = await issueInvoice(trx, {
    proposal,
    series: {
      issuer: issuerOf(programme),
      prefix: isSettlementNote(proposal.content) ? series.settlementNote : series.invoice,
    },
    on: dateIn(clock.now(), programme.timeZone),
    at: clock.now(),
  })
  await orderFiles(trx, clock, issued)
  await orderTransportStatement(trx, clock, issued, programme.timeZone)
  await advance({ db: trx, clock, follow }, claim.reference, {
    kind: 'finalise',
    by: { kind: 'system', part: 'billing' },
    invoice: issued.number,
  })
}

/** The registration under which documents are counted (N2). */
export function issuerOf(programme: Programme): string {
  const { name, registrationNumber, vatIds } = partyOf(programme, 'issuer')
  return registrationNumber ?? vatIds[0]?.id ?? name
}
