/** Where an issued document stands: what of each line is left after its credit notes, and who objected to it. Reads. */
import type { Database } from '../database.ts'
import type { ContentLine } from './content.ts'
import { creditedSoFar, leftOf } from './correction.ts'
import { creditNotesOf, invoicesOfClaim, type KeptInvoice } from './invoice-store.ts'

export type InvoiceStanding = {
  readonly invoice: KeptInvoice
  readonly credits: readonly KeptInvoice[]
  /** Minor units, VAT included; 0 for a line that is credited whole. */
  readonly lines: readonly (ContentLine & { readonly leftMinor: number })[]
  readonly leftMinor: number
}

/** An invoice or settlement note with everything that corrects it. */
export async function standingOf(db: Database, invoice: KeptInvoice): Promise<InvoiceStanding> {
  const credits = await creditNotesOf(db, invoice.id)
  const before = creditedSoFar(credits)
  const lines = invoice.content.lines.map((line) => ({ ...line, leftMinor: leftOf(line, before).awardMinor }))
  return { invoice, credits, lines, leftMinor: lines.reduce((sum, { leftMinor }) => sum + leftMinor, 0) }
}

/** Documents of a claim of which something is left, oldest first. */
export async function standingsOfClaim(db: Database, reference: string): Promise<InvoiceStanding[]> {
  const issued = (await invoicesOfClaim(db, reference)).filter(({ type }) => type === '389')
  const standings = await Promise.all(issued.map((invoice) => standingOf(db, invoice)))
  return standings.filter(({ leftMinor }) => leftMinor > 0)
}
