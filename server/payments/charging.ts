/** Charges on their way to an invoice, or waived (R39, R41, R94). Draws the number with everything else or not at all. */
import type { Actor } from '../base/actor.ts'
import { dateIn, type Clock } from '../base/calendar.ts'
import { share } from '../base/money.ts'
import { refuse } from '../base/refusal.ts'
import type { Office } from '../claims/advance.ts'
import { lockClaim } from '../claims/store.ts'
import { inTransaction, nextNumber, type Transaction } from '../database.ts'
import { orderDocument } from '../documents/store.ts'
import { partyOf, type Company } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import { programmeVersion } from '../programmes/store.ts'
import type { Locale } from '../texts/texts.ts'
import type { ChargeInvoiceFacts, ChargeParty } from './charge-invoice.ts'
import { chargesOf, insertChargeInvoice, noteWaived, noteWaiver } from './charge-store.ts'
import { post } from './posting-store.ts'
import { openRecovery } from './recovering.ts'

/**
 * Invoices everything that a claim is charged and that waits, and opens the case of it; gives the number.
 * @throws Refusal `conflict` / `charges-none`, `charging-unknown`.
 */
export const invoiceCharges = (office: Office, reference: string): Promise<string> =>
  inTransaction(office.db, async (trx) => {
    const now = office.clock.now()
    const claim = await lockClaim(trx, reference)
    const programme = await programmeVersion(trx, claim.programmeVersion)
    const { charging, currency, timeZone, payment } = programme
    const waiting = (await chargesOf(trx, reference)).filter(
      ({ invoice, waivedReason }) => invoice === undefined && waivedReason === undefined,
    )
    if (waiting.length === 0) throw refuse('conflict', 'charges-none', { reference })
    if (!charging || !payment.account) throw refuse('conflict', 'charging-unknown', { reference })
    const issuedOn = dateIn(now, timeZone)
    const payBy = issuedOn.add({ days: charging.payWithinDays })
    const series = `${charging.series}-${issuedOn.year}`
    const number = `${series}-${String(await nextNumber(trx, series)).padStart(6, '0')}`
    const netMinor = waiting.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    const vatMinor = share(netMinor, charging.vatBasisPoints, 10_000)
    const { participant, locale } = claim.application
    const seller = sellerOf(partyOf(programme, 'issuer'), participant.address.country)
    const nameOf = (kind: string): string => {
      const fee = programme.fees.find(({ id }) => id === kind)
      return fee ? textIn(fee.name, locale) : kind
    }
    const facts: ChargeInvoiceFacts = {
      number,
      reference,
      issuedOn: issuedOn.toString(),
      payBy: payBy.toString(),
      currency,
      seller,
      buyer: {
        name: participant.company,
        ...participant.address,
        vatId: participant.vatId ?? null,
        registrationNumber: participant.registrationNumber ?? null,
      },
      lines: waiting.map(({ kind, chargedAt, amountMinor }) => ({
        name: nameOf(kind),
        on: dateIn(chargedAt, timeZone).toString(),
        netMinor: amountMinor,
      })),
      netMinor,
      vatBasisPoints: charging.vatBasisPoints,
      vatMinor,
      holder: partyOf(programme, 'payer').name,
      iban: payment.account.iban,
    }
    const documentId = await orderFiles(trx, office.clock, facts, locale)
    await insertChargeInvoice(
      trx,
      { ...facts, documentId },
      waiting.map(({ id }) => id),
    )
    if (vatMinor > 0) {
      const sides = { debit: 'recovery', credit: 'vat' } as const
      await post(trx, { cause: `vat:${number}`, ...sides, amountMinor: vatMinor, currency, reference }, now)
    }
    const origin = `invoice:${number}`
    const about = { reference, cause: 'charge', origin, currency, invoice: { number, payBy } } as const
    await openRecovery(office, trx, { ...about, amountMinor: netMinor + vatMinor })
    return number
  })

/** Orders the paper, which also carries the invoice for machines, and the same as UBL; gives the id of the paper. */
async function orderFiles(
  trx: Transaction,
  clock: Clock,
  facts: ChargeInvoiceFacts,
  locale: Locale,
): Promise<number> {
  const shared = { claimReference: facts.reference, locale, facts }
  const pdf = { kind: 'charge-invoice', name: `${facts.number}.pdf`, mediaType: 'application/pdf' }
  const xml = { kind: 'charge-invoice-ubl', name: `${facts.number}.xml`, mediaType: 'application/xml' }
  const paper = await orderDocument(trx, clock, { ...shared, ...pdf })
  await orderDocument(trx, clock, { ...shared, ...xml })
  return paper
}

/** The number of the participant's country counts where the seller is registered there. */
function sellerOf(company: Company, country: string): ChargeParty {
  const { name, address, vatIds, registrationNumber = null } = company
  const vatId = vatIds.find((one) => one.country === country)?.id ?? vatIds[0]?.id ?? null
  return { name, ...address, vatId, registrationNumber }
}

/**
 * R41: the mistake was not its own after all. One person says why, another one does it, as with writing off (O2).
 * @throws Refusal `not-found` / `charge-unknown` once it is invoiced, `conflict` / `waiver-not-proposed`,
 * `forbidden` / `waiver-own-proposal`.
 */
export const waiveCharge = (office: Office, id: number, by: Actor, reason?: string): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const at = office.clock.now()
    if (reason !== undefined) return noteWaiver(trx, id, { by, reason, at })
    const { cause, amountMinor, currency, reference } = await noteWaived(trx, id, { by, at })
    const sides = { debit: 'charges', credit: 'recovery' } as const
    await post(trx, { cause: `waived:${cause}`, ...sides, amountMinor, currency, reference }, at)
  })
