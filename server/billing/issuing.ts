/** From an accepted proposal to the final document (R48): draws the number, orders the files, moves the claim on. */
import { dateIn } from '../base/calendar.ts'
import { advance, type Happened, type Office } from '../claims/advance.ts'
import { orderDocument } from '../documents/store.ts'
import { partyOf } from '../programmes/programme.ts'
import { isSettlementNote, type Invoice } from './content.ts'
import { issueInvoice, nameDocument } from './invoice-store.ts'
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
  const { name, registrationNumber, vatIds } = partyOf(programme, 'issuer')
  const issued = await issueInvoice(trx, {
    proposal,
    series: {
      issuer: registrationNumber ?? vatIds[0]?.id ?? name,
      prefix: isSettlementNote(proposal.content) ? series.settlementNote : series.invoice,
    },
    on: dateIn(clock.now(), programme.timeZone),
    at: clock.now(),
  })
  const { id, claimReference: _, ...invoice } = issued
  for (const { kind, extension, mediaType } of files) {
    const document = await orderDocument(trx, clock, {
      kind,
      claimReference: claim.reference,
      locale: claim.application.locale,
      name: `${invoice.number}.${extension}`,
      mediaType,
      facts: invoice satisfies Invoice,
    })
    await nameDocument(trx, id, kind, document)
  }
  await advance({ db: trx, clock, follow }, claim.reference, {
    kind: 'finalise',
    by: { kind: 'system', part: 'billing' },
    invoice: invoice.number,
  })
}

/** Every final document comes as a PDF with its CII inside and as Peppol UBL. */
const files = [
  { kind: 'invoice', extension: 'pdf', mediaType: 'application/pdf' },
  { kind: 'invoice-ubl', extension: 'xml', mediaType: 'application/xml' },
] as const
