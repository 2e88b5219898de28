/**
 * The invoice of a charge in the terms of EN 16931: document kind 380, the issuer's own sale to the participant. Here the
 * account stands in full, for it is the reader who pays.
 */
import { Temporal } from 'temporal-polyfill'
import { partyIds, type EInvoice, type EParty } from '../documents/e-invoice.ts'
import { ublOf } from '../documents/ubl.ts'
import type { Texts } from '../texts/texts.ts'
import type { ChargeInvoiceFacts, ChargeParty } from './charge-invoice.ts'

/** The whole document, in the participant's language. */
export function chargeEInvoice(facts: ChargeInvoiceFacts, texts: Texts): EInvoice {
  const { netMinor, vatMinor } = facts
  const grossMinor = netMinor + vatMinor
  const vat = vatOf(facts)
  return {
    number: facts.number,
    type: '380',
    issuedOn: facts.issuedOn,
    dueOn: facts.payBy,
    currency: facts.currency,
    notes: [],
    buyerReference: facts.reference,
    seller: sideOf(facts, 'seller'),
    buyer: sideOf(facts, 'buyer'),
    // What was done last ends the supply.
    delivery: {
      on:
        facts.lines
          .map(({ on }) => on)
          .toSorted()
          .at(-1) ?? facts.issuedOn,
    },
    payTo: { iban: facts.iban, holder: facts.holder },
    terms: texts.text('charge.pay', {
      holder: facts.holder,
      iban: facts.iban,
      date: texts.date(Temporal.PlainDate.from(facts.payBy)),
      number: facts.number,
    }),
    vat: [
      {
        ...vat,
        baseMinor: netMinor,
        vatMinor,
        ...(vat.category === 'O' && { reason: texts.text('charge.no-vat'), exemptionCode: 'VATEX-EU-O' }),
      },
    ],
    totals: { netMinor, vatMinor, grossMinor, roundingMinor: 0, payableMinor: grossMinor },
    lines: facts.lines.map(({ name, on, netMinor: lineMinor }, place) => ({
      no: place + 1,
      ...vat,
      name,
      description: texts.text('charge.line', { name, date: texts.date(Temporal.PlainDate.from(on)) }),
      netMinor: lineMinor,
    })),
  }
}

/** The same invoice as UBL, UTF-8. */
export const writeChargeUbl = (facts: ChargeInvoiceFacts, texts: Texts): Buffer =>
  Buffer.from(ublOf(chargeEInvoice(facts, texts)), 'utf8')

/** A rate of nothing says that charges are outside the scope of VAT: costs made good, not a supply. */
const vatOf = ({ vatBasisPoints }: ChargeInvoiceFacts) =>
  vatBasisPoints === 0
    ? ({ category: 'O', rateBasisPoints: null } as const)
    : ({ category: 'S', rateBasisPoints: vatBasisPoints } as const)

function sideOf(facts: ChargeInvoiceFacts, side: 'seller' | 'buyer'): EParty {
  const party: ChargeParty = facts[side]
  const registered = { ...party, registrationNumber: party.registrationNumber ?? null }
  const outsideVat = facts.vatBasisPoints === 0
  return { ...party, ids: partyIds(registered, { side, outsideVat, assigned: facts.reference }) }
}
