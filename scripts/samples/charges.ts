/** A made-up charge for each way in which VAT may stand on it: for tests and the judge. */
import type { ChargeInvoiceFacts } from '../../server/payments/charge-invoice.ts'

const seller = {
  name: 'TechProtect GmbH',
  street: 'Max-Eyth-Straße 35',
  postcode: '71088',
  city: 'Holzgerlingen',
  country: 'DE',
  vatId: 'DK10150817',
  registrationNumber: 'HRB 245394',
}

const standard: ChargeInvoiceFacts = {
  number: 'TI-CH-2026-000001',
  reference: 'TI-7K3M-92QF',
  issuedOn: '2026-11-22',
  payBy: '2026-12-20',
  currency: 'DKK',
  seller,
  buyer: {
    name: 'Jørgensen & Søn Ingeniører A/S',
    street: 'Østerbrogade 12, 3. tv.',
    postcode: '2100',
    city: 'København Ø',
    country: 'DK',
    vatId: 'DK13585628',
    registrationNumber: '13585628',
  },
  lines: [
    { name: 'Ekstra besøg af transportøren', on: '2026-11-20', netMinor: 24_503 },
    { name: 'Afhentning og returnering af en anden enhed', on: '2026-11-21', netMinor: 30_000 },
  ],
  netMinor: 54_503,
  vatBasisPoints: 2500,
  vatMinor: 13_626,
  holder: 'TechProtect GmbH',
  iban: 'DK9520000123456789',
}

/** By what the judge calls them. The second buyer is registered nowhere; the third stands outside the scope of VAT. */
export const charges = {
  standard,
  unregistered: { ...standard, buyer: { ...standard.buyer, vatId: null, registrationNumber: null } },
  outside: { ...standard, vatBasisPoints: 0, vatMinor: 0 },
} as const satisfies Record<string, ChargeInvoiceFacts>
