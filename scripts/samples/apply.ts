/** Sample data of the pages before and right after an application. */
import type { Fault } from '../../server/base/refusal.ts'
import { qrPicture } from '../../server/documents/barcode.ts'
import type { Texts } from '../../server/texts/texts.ts'
import { formView } from '../../server/web/form-view.ts'
import type { Typed } from '../../server/web/forms.ts'
import { contacts, dkk, publicPage, type Sample } from './sample.ts'

const programme = {
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

const typed: Typed = {
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

const faults: readonly Fault[] = [
  { code: 'not-an-email', path: '/participant/email' },
  { code: 'missing-field', path: '/units/0/device/serial' },
  { code: 'missing-field', path: '/units/1/product/serial' },
  { code: 'missing-field', path: '/declarations' },
  { code: 'pdf-encrypted', path: '/evidence' },
]

const findings = [
  {
    outcome: 'fail',
    clause: '4.1',
    text: 'Bought on 2 October 2017; purchases from 1 October 2018 qualify.',
  },
  { outcome: 'missing', clause: '4', text: 'Pair 1: the serial number of the product is missing.' },
]

/** One question, as it is asked first or after something was wrong. */
const question = (
  name: string,
  values: (texts: Texts) => Readonly<Record<string, unknown>>,
  wrong: readonly Fault[] = [],
): Sample => ({
  name: `apply-step-${name}${wrong.length > 0 ? '-faults' : ''}`,
  template: 'apply-step',
  values: (texts) => ({
    page: publicPage,
    programme,
    question: name,
    title: texts.text(`apply.step.${name}`),
    unit: 'units.0',
    number: 3,
    steps: 9,
    backHref: '#tasks',
    kept: [],
    form: formView({ area: 'apply', texts, typed: wrong.length > 0 ? typed : {}, faults: wrong }),
    ...values(texts),
  }),
})

const nothing = () => ({})

const stepSamples: readonly Sample[] = [
  {
    name: 'apply-start',
    template: 'apply-start',
    values: () => ({ page: publicPage, programme, hours: 72 }),
  },
  {
    name: 'apply-tasks',
    template: 'apply-tasks',
    values: (texts) => ({
      page: publicPage,
      programme,
      tasks: (
        [
          'contact',
          'address',
          'vat',
          'purchase',
          'proof',
          'product',
          'device',
          'bank',
          'declarations',
        ] as const
      ).map((name, place) => ({
        title: texts.text(`apply.step.${name}`),
        href: `#${name}`,
        state: place < 4 ? 'done' : place === 4 ? 'begun' : 'blank',
      })),
      done: 4,
      checkHref: '#check',
      saveHref: '#saved',
      pairsAction: '#pairs',
    }),
  },
  question('contact', nothing, [{ code: 'not-an-email', path: '/participant/email' }]),
  question('address', nothing),
  question('vat', nothing),
  question('customer', nothing),
  question('purchase', nothing),
  question('proof', () => ({
    kept: [{ id: 'f1', name: 'faktura-20931.pdf' }],
    phone: qrPicture('https://backhaul.example/draft/0a1b2c3d4e5f60718293/3q2-7wAAAAAAAAAAAAAAAA/proof'),
  })),
  question('product', nothing),
  question('device', nothing, [{ code: 'missing-field', path: '/units/0/device/serial' }]),
  question('bank', nothing),
  question('declarations', nothing),
  {
    name: 'apply-check',
    template: 'apply-check',
    values: (texts) => ({
      page: publicPage,
      programme,
      answers: [
        {
          title: texts.text('apply.step.contact'),
          href: '#contact',
          rows: [
            { key: texts.text('apply.fields.participant.company.label'), value: 'Jørgensen & Søn A/S' },
            { key: texts.text('apply.fields.participant.phone.label'), value: '' },
          ],
        },
        {
          title: texts.text('apply.step.of-pair', { title: texts.text('apply.step.product'), number: 2 }),
          href: '#product-2',
          rows: [{ key: texts.text('apply.fields.units.product.model.label'), value: 'ThinkStation P5' }],
          removable: 1,
        },
      ],
      checked: { verdict: 'reject', findings },
      open: [],
      action: '#check',
      backHref: '#tasks',
      pairsAction: '#pairs',
      form: formView({ area: 'apply', texts, faults: [{ code: 'terms-not-accepted', path: '/_terms' }] }),
    }),
  },
]

export const applySamples: readonly Sample[] = [
  ...stepSamples,
  {
    name: 'home',
    template: 'home',
    values: () => ({
      page: publicPage,
      programmes: [
        { ...programme, href: '/apply/one', state: 'open' },
        {
          ...programme,
          name: 'Smart collaboration trade-in',
          summary: 'For partners: replace a customer’s room system and be paid for the old one.',
          href: '/apply/two',
          state: 'open',
          boughtTo: '2027-02-28',
          applyBy: '2027-03-31',
          upTo: dkk(400_000),
        },
        {
          ...programme,
          name: 'Accessory cashback',
          state: 'closed',
          boughtTo: '2026-06-30',
          applyBy: '2026-07-31',
        },
      ],
    }),
  },
  { name: 'home-empty', template: 'home', values: () => ({ page: publicPage, programmes: [] }) },
  {
    name: 'apply',
    template: 'apply',
    values: (texts) => ({
      page: publicPage,
      programme,
      rows: 1,
      kept: [],
      form: formView({ area: 'apply', texts }),
    }),
  },
  {
    name: 'apply-checked',
    template: 'apply',
    values: (texts) => ({
      page: publicPage,
      programme,
      rows: 1,
      kept: [],
      checked: {
        verdict: 'reject',
        findings,
      },
      form: formView({ area: 'apply', texts, typed: { 'participant.company': 'Jørgensen & Søn A/S' } }),
    }),
  },
  {
    name: 'draft-saved',
    template: 'draft-saved',
    values: () => ({
      page: publicPage,
      programme,
      href: '#draft',
      link: 'https://backhaul.example/draft/0a1b2c3d4e5f60718293/3q2-7wAAAAAAAAAAAAAAAA',
      keptUntil: '2026-11-25T09:14:02.000Z',
      timeZone: 'Europe/Copenhagen',
    }),
  },
  {
    name: 'apply-faults',
    template: 'apply',
    values: (texts) => ({
      page: publicPage,
      programme,
      rows: 2,
      kept: [{ id: 'f1', name: 'faktura-20931.pdf' }],
      form: formView({ area: 'apply', texts, typed, faults }),
    }),
  },
  {
    name: 'apply-done',
    template: 'apply-done',
    values: () => ({
      page: publicPage,
      reference: 'TI-7K3M-92QF',
      email: 'aase@example.dk',
      statusHref: '#status',
      programme,
      shipBy: '2026-12-22',
    }),
  },
  {
    name: 'error',
    template: 'error',
    values: () => ({
      page: publicPage,
      title: 'This has changed in the meantime',
      detail: 'Proposal 1 was replaced by proposal 2. Open the claim again and read the new one.',
      errors: [],
      code: 'proposal-outdated',
      requestId: '0d9f3c51',
    }),
  },
]
