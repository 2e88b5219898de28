/** From a mistake in an issued document to its credit note (A5, N5): number, files and the claim's move, in one transaction. */
import type { Actor } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { advance, type Office } from '../claims/advance.ts'
import { lockClaim } from '../claims/store.ts'
import { inTransaction, type Database } from '../database.ts'
import type { Programme } from '../programmes/programme.ts'
import { programmeVersion } from '../programmes/store.ts'
import { composeCredit, creditedSoFar, usedUp, type CreditedLine } from './correction.ts'
import { creditNotesOf, invoiceOf, issueCreditNote, type KeptInvoice } from './invoice-store.ts'
import { orderFiles } from './issued-files.ts'
import { issuerOf } from './issuing.ts'
import type { Series } from './numbers.ts'

export type CreditOrder = {
  /** Number of the invoice or settlement note that is corrected. */
  readonly number: string
  readonly lines: readonly CreditedLine[]
  /** Printed on the credit note, in the words of whoever orders it. */
  readonly reason: string
  readonly by: Actor
}

/**
 * Issues a credit note (261). What is unpaid is owed less by it; lines that are used up can be proposed again.
 * @throws Refusal `invalid` / `not-an-invoice`, `no-such-line`; `conflict` / `credit-nothing-left`, `credit-exceeds-line`, `credit-in-run`.
 */
export const creditInvoice = (office: Office, order: CreditOrder): Promise<KeptInvoice> =>
  inTransaction(office.db, async (trx) => {
    const { claimReference } = await invoiceOf(trx, order.number)
    // Claim before number, in the order in which every move locks.
    const claim = await lockClaim(trx, claimReference)
    const original = await creditable(trx, order.number)
    const programme = await programmeVersion(trx, claim.programmeVersion)
    const before = await creditNotesOf(trx, original.id)
    const content = composeCredit(original.content, order.lines, creditedSoFar(before))
    const at = office.clock.now()
    const issued = await issueCreditNote(trx, {
      original,
      content,
      reason: order.reason,
      series: creditSeries(programme),
      on: dateIn(at, programme.timeZone),
      at,
    })
    await orderFiles(trx, office.clock, issued)
    const gone = usedUp(original.content, creditedSoFar([...before, issued]))
    const isGone = ({ id, invoice }: (typeof claim.units)[number]): boolean =>
      gone.includes(id) && invoice === original.number
    await advance({ ...office, db: trx }, claimReference, {
      kind: 'credit',
      by: order.by,
      invoice: original.number,
      credit: issued.number,
      amountMinor: content.totals.payableMinor,
      units: claim.units.filter(isGone).map(({ position }) => position),
    })
    return issued
  })

async function creditable(db: Database, number: string): Promise<KeptInvoice> {
  const original = await invoiceOf(db, number)
  if (original.type !== '389') throw refuse('invalid', 'not-an-invoice', { number })
  return original
}

/** Credit notes are counted apart from what they correct (invoicing, section 1). */
function creditSeries(programme: Programme): Series {
  const { selfBilling } = programme
  if (!selfBilling) throw new Error(`${programme.id} issues no documents`)
  return { issuer: issuerOf(programme), prefix: selfBilling.series.creditNote }
}
