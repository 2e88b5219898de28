/** One application for the sample pages: its programme, what was typed, and what the rules say. */
import type { Typed } from '../../server/web/forms.ts'
import { contacts, dkk } from './sample.ts'

/** A programme with everything that one may ask. */
export const programme = {
  name: 'Workstation trade-in',
  summary: 'Buy a new workstation, hand in an old one, and get up to DKK 1,500 for each.',
  takesDevices: true,
  endCustomer: false,
  bankAccount: 'with-application',
  upTo: dkk(150_000),
  dropOffLimitGrams: 30_000,
  boughtFrom: '2026-09-01',
  vatStatuses: ['registered', 'exempt', 'not-registered'],
  countries: [{ value: 'DK', text: 'Denmark' }],
  productExamples: 'ThinkStation P3, P5, P7 and P9, every part number. Refurbished products are excluded.',
  deviceExamples: 'HP Z, Lenovo P or older W, Dell Precision, Fujitsu Celsius, Wortmann Terra.',
  categories: [
    { value: 'tower', text: 'Tower workstation' },
    { value: 'mobile', text: 'Mobile workstation' },
  ],
  conditions: [
    { value: 'good', text: 'Works, normal signs of use' },
    { value: 'worn', text: 'Works, scratches or dents' },
  ],
  evidence: [
    {
      field: 'evidence',
      name: 'Reseller’s invoice',
      help: 'It shows your name and address, the reseller’s letterhead, model and serial number, and the date.',
    },
  ],
  declarations: [
    { id: 'owner', text: 'We are the legal owner of the product and the device.' },
    { id: 'not-leased', text: 'They are not leased.' },
    { id: 'not-stolen', text: 'They were not reported lost or stolen.' },
    { id: 'free', text: 'They are free of liens and rights of third parties.' },
    { id: 'erased', text: 'All data and software on the device have been deleted.' },
    { id: 'clean', text: 'The device is not contaminated: not biologically, chemically or radioactively.' },
  ],
  agreement: {
    version: '1',
    buyer: 'TechProtect GmbH',
    text: 'We agree that the payer issues the self-billing invoice for the devices in our name. Each document is sent to us as a proposal first and counts only when we have accepted it.',
  },
  terms: {
    version: '2026-09',
    clauses: [
      {
        id: '1',
        title: 'Who may take part',
        text: 'Companies and public bodies in Denmark. No private persons.',
      },
      { id: '2', title: 'Dates', text: 'The device is shipped within 30 days of the application.' },
    ],
  },
  contacts,
}

/** A form half filled in. */
export const typed: Typed = {
  'participant.company': 'Jørgensen & Søn A/S',
  'participant.contactName': 'Åse Jørgensen',
  'participant.email': 'aase@example',
  'participant.address.street': 'Havnegade 12, 2. sal',
  'participant.address.postcode': '8000',
  'participant.address.city': 'Aarhus C',
  'participant.address.country': 'DK',
  'participant.vatStatus': 'registered',
  'purchase.boughtOn': '2026-10-02',
  'purchase.invoiceNumber': 'F-20931',
  'purchase.sellerName': 'Nordisk Data ApS',
  'units.0.product.model': 'ThinkStation P3 Tower',
  'units.0.product.serial': 'PF2ABC12',
  'units.0.device.category': 'tower',
  'units.0.device.make': 'Dell',
  'units.0.device.weightGrams': '12,5',
  'units.1.product.model': 'ThinkStation P5',
  declarations: ['owner', 'not-leased'],
}

/** What the rules say against it. */
export const findings = [
  {
    outcome: 'fail',
    clause: '4.1',
    text: 'Bought on 2 October 2017; purchases from 1 October 2018 qualify.',
  },
  { outcome: 'missing', clause: '4', text: 'Pair 1: the serial number of the product is missing.' },
]
