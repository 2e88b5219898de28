/** Made-up parties with true check digits, and what they sell under every treatment of VAT: for tests, benchmarks and the judge. */
import { Temporal } from 'temporal-polyfill'
import type { ProposalContent } from '../../server/billing/content.ts'
import { composeProposal, type ProposalFacts, type SoldUnit } from '../../server/billing/self-billing.ts'

const buyer: ProposalFacts['buyer'] = {
  name: 'TechProtect GmbH',
  address: { street: 'Max-Eyth-Straße 35', postcode: '71088', city: 'Holzgerlingen', country: 'DE' },
  registrationNumber: 'HRB 245394',
  vatIds: [
    { country: 'DK', id: 'DK10150817' },
    { country: 'DE', id: 'DE136695976' },
  ],
}

export const tower: SoldUnit = {
  id: 11,
  name: 'Dell Precision 3660',
  serial: '7XKQ2M3',
  category: { en: 'Tower', da: 'Tower' },
  condition: { en: 'Working, well kept', da: 'Fungerer, velholdt' },
  basis: { row: 'tower-good', rule: 'R16', clause: '4.2' },
  goods: 'ordinary',
  awardMinor: 150_000,
}

export const laptop: SoldUnit = {
  ...tower,
  id: 12,
  name: 'Lenovo ThinkPad P52',
  serial: 'PF2ABC12',
  category: { en: 'Mobile workstation', da: 'Bærbar arbejdsstation' },
  condition: { en: 'Working, worn', da: 'Fungerer, slidt' },
  basis: { row: 'mobile-worn', rule: 'R16', clause: '4.2' },
  goods: 'domestic-reverse-charge',
  awardMinor: 90_000,
}

/** A registered Danish company sells one tower that stays in Denmark. */
export const facts: ProposalFacts = {
  reference: 'TI-7K3M-92QF',
  version: 1,
  locale: 'da',
  composedOn: Temporal.PlainDate.from('2026-11-20'),
  deliveredOn: Temporal.PlainDate.from('2026-11-12'),
  payBy: Temporal.PlainDate.from('2026-12-30'),
  programme: {
    id: 'dk-workstation-trade-in',
    version: 'a1b2',
    name: { en: 'Workstation trade-in', da: 'Ombytning af arbejdsstationer' },
  },
  agreement: 'TI-DK-2026 v3',
  currency: 'DKK',
  seller: {
    name: 'Jørgensen & Søn Ingeniører A/S',
    address: { street: 'Østerbrogade 12, 3. tv.', postcode: '2100', city: 'København Ø', country: 'DK' },
    vatId: 'DK13585628',
    registrationNumber: '13585628',
  },
  sellerStanding: 'taxable',
  sellerDeclared: 'yes',
  vatIdsConfirmed: { sellerVatIdConfirmed: 'valid', buyerVatIdConfirmed: 'valid' },
  buyer,
  issuer: buyer,
  deliverTo: {
    name: 'Backhaul Audit Centre',
    address: { street: 'Lagervej 1', postcode: '2630', city: 'Taastrup', country: 'DK' },
  },
  account: { id: 5, holder: 'Jørgensen & Søn Ingeniører A/S', iban: 'DK5000400440116243' },
  units: [tower],
}

export const germanCentre: ProposalFacts['deliverTo'] = { name: buyer.name, address: buyer.address }

/** @throws Error naming the blocks when there can be no such proposal. */
export function composed(change: Partial<ProposalFacts> = {}): ProposalContent {
  const composition = composeProposal({ ...facts, ...change })
  if (composition.outcome === 'blocked') throw new Error(composition.blocks.join(', '))
  return composition.content
}

/** One content for each of the six treatments of VAT, and two for mixed goods and a rounding. */
export const salesIn = (locale: ProposalContent['locale']) => {
  const sale = (change: Partial<ProposalFacts> = {}): ProposalContent => composed({ ...change, locale })
  return {
    standard: sale(),
    'reverse-charge': sale({ units: [laptop] }),
    'intra-community': sale({ units: [tower, laptop], deliverTo: germanCentre }),
    'exempt-use': sale({ sellerStanding: 'exempt' }),
    'not-registered': sale({
      sellerStanding: 'not-registered',
      seller: { ...facts.seller, vatId: undefined },
    }),
    'margin-scheme': sale({ sellerStanding: 'margin-scheme' }),
    mixed: sale({ units: [tower, laptop] }),
    'with-rounding': sale({
      units: [1, 2, 3].map((id) => ({ ...tower, id, serial: `S${id}`, awardMinor: 79_999 })),
    }),
  } as const
}

export const everyTreatment = salesIn('da')
