/** What a claim's page says of its issued documents and of its self-billing agreement (A5, R48). Reads. */
import type { Temporal } from 'temporal-polyfill'
import { money } from '../base/money.ts'
import { documentsOfInvoice } from '../billing/invoice-store.ts'
import { standingsOfClaim } from '../billing/standing-view.ts'
import type { Claim } from '../claims/claim.ts'
import type { Database } from '../database.ts'
import { agreementAt } from '../parties/agreement-store.ts'
import { agreementOf } from '../programmes/agreement.ts'
import type { Programme } from '../programmes/programme.ts'

/** Documents of which something is left, each with the form that objects to it. */
export async function invoicesView(
  db: Database,
  { reference }: Claim,
  path: string,
  hrefOf: (id: number | undefined) => string,
): Promise<object[]> {
  return Promise.all(
    (await standingsOfClaim(db, reference)).map(async ({ invoice, lines, leftMinor }) => ({
      number: invoice.number,
      total: money(leftMinor, invoice.content.currency),
      href: hrefOf((await documentsOfInvoice(db, invoice.id))['invoice']),
      lines: lines
        .filter((line) => line.leftMinor > 0)
        .map(({ no, name, serial }) => ({ value: String(no), text: `${name}, ${serial}` })),
      objectHref: `${path}/invoices/${invoice.number}/objections`,
    })),
  )
}

/** The agreement in force, undefined when there is none. */
export async function agreementView(
  db: Database,
  { participantId }: Claim,
  programme: Programme,
  now: Temporal.Instant,
  path: string,
): Promise<object | undefined> {
  const terms = agreementOf(programme)
  const agreement = terms && (await agreementAt(db, { participantId, buyer: terms.buyer }, now))
  if (!agreement) return undefined
  const { name, signedBy, signedFor } = agreement
  return { name, signedBy, signedFor, withdrawHref: `${path}/agreement-withdrawals` }
}
