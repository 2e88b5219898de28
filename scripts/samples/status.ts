/** Sample data of a claim's page for its participant, in the states that differ most. */
import { formView } from '../../server/web/form-view.ts'
import { contacts, dkk, photos, publicPage, type Sample, timeZone } from './sample.ts'

const programme = { name: 'Workstation trade-in', timeZone, contacts }

const submitted = { text: 'Application received', at: '2026-11-22T09:14:00.000Z', state: 'done' }
const approved = { text: 'Application approved', at: '2026-11-24T13:02:00.000Z', state: 'done' }
const arrived = { text: 'Devices arrived at the audit centre', at: '2026-12-03T08:41:00.000Z', state: 'done' }
const toCome = (text: string, on?: string) => ({ text, on, state: 'to-come' })
const now = (text: string, on?: string) => ({ text, on, state: 'now' })

const units = [
  {
    position: 1,
    product: 'ThinkStation P3 Tower',
    device: 'Dell Precision 3660',
    state: 'Approved',
    amount: dkk(150_000),
  },
  { position: 2, product: 'ThinkStation P5', device: 'HP Z2 G5', state: 'Approved', amount: dkk(120_000) },
]

const messages = [
  { subject: 'TI-7K3M-92QF: we have received your application', at: '2026-11-22T09:14:00.000Z', href: '#m1' },
  { subject: 'TI-7K3M-92QF: approved, here is your label', at: '2026-11-24T13:02:00.000Z', href: '#m2' },
]

const claim = {
  reference: 'TI-7K3M-92QF',
  state: 'approved',
  programme,
  units,
  total: dkk(270_000),
  messages,
  documents: [
    { name: 'Confirmation', href: '#d1' },
    { name: 'Return label', href: '#d2', note: 'Sign it before you hand over the parcel' },
  ],
}

const label = {
  ...claim,
  next: { code: 'send', who: 'you', by: '2026-12-22' },
  clocks: [
    { id: 'ship-by', due: '2026-12-22', state: 'running', usedPercent: 12 },
    { id: 'pickup-by', due: '2027-01-11', state: 'running', usedPercent: 4 },
  ],
  steps: [
    submitted,
    approved,
    now('You send the devices', '2026-12-22'),
    toCome('We inspect them'),
    toCome('You accept the settlement'),
    toCome('We pay'),
  ],
  shipment: {
    way: 'drop-off',
    weightGrams: 24_500,
    shipBy: '2026-12-22',
    label: { href: '#label', printHref: '#label' },
    weighHref: '/c/TI-7K3M-92QF/3q2-7wAAAAAAAAAAAAAAAA/weighing',
  },
}

const pickup = {
  ...label,
  next: { code: 'pickup', who: 'carrier', by: '2026-12-04' },
  pickupHref: '#pickup',
  shipment: {
    way: 'pick-up',
    weightGrams: 64_000,
    shipBy: '2026-12-22',
    label: { href: '#label', printHref: '#label' },
    pickup: {
      date: '2026-12-04',
      from: '08:00',
      to: '12:00',
      place: 'Havnegade 12, 8000 Aarhus C, entrance door, ground floor',
      invitationHref: '#ics',
    },
  },
}

const offer = {
  ...claim,
  total: dkk(240_000),
  next: { code: 'answer', who: 'you', by: '2026-12-18' },
  clocks: [
    { id: 'ship-by', due: '2026-12-22', state: 'met', usedPercent: 100 },
    { id: 'pay-by', due: '2027-01-17', state: 'paused', usedPercent: 9 },
  ],
  steps: [
    submitted,
    approved,
    arrived,
    {
      text: 'HP Z2 G5 is another category than declared',
      at: '2026-12-04T10:20:00.000Z',
      more: 'Declared as a tower, found to be a small form factor.',
      state: 'done',
    },
    now('You answer the new offer', '2026-12-18'),
    toCome('You accept the settlement'),
    toCome('We pay', '2027-01-17'),
  ],
  units: [
    { ...units[0], state: 'As declared' },
    {
      ...units[1],
      state: 'New offer',
      amount: dkk(90_000),
      before: dkk(120_000),
      offer: {
        no: 2,
        answerBy: '2026-12-18',
        answerHref: '/c/TI-7K3M-92QF/3q2-7wAAAAAAAAAAAAAAAA/units/1/answers',
        reasons: ['It is a small form factor workstation, not a tower.', 'The power adapter was missing.'],
        declinePolicy: 'forfeit',
        appeal: 'second-auditor',
        photos,
      },
    },
  ],
}

const proposal = {
  ...offer,
  units: offer.units.map((unit) => ({ ...unit, offer: undefined })),
  next: { code: 'proposal', who: 'you' },
  total: dkk(240_000),
  proposal: {
    version: 1,
    hash: 'ab12',
    total: dkk(240_000),
    href: '#pdf',
    acceptHref: '/c/TI-7K3M-92QF/3q2-7wAAAAAAAAAAAAAAAA/acceptance',
    refuseHref: '/c/TI-7K3M-92QF/3q2-7wAAAAAAAAAAAAAAAA/disputes',
  },
}

const tracked = {
  ...claim,
  next: { code: 'on-its-way', who: 'carrier' },
  clocks: [],
  steps: [
    submitted,
    approved,
    now('The devices are on their way'),
    toCome('We inspect them'),
    toCome('We pay'),
  ],
  tracking: [
    {
      number: 'JD014600003828',
      state: 'lost',
      tone: 'bad',
      since: '2026-12-09T06:00:00.000Z',
      says: 'The carrier cannot find this parcel. We are settling it with the carrier; you need to do nothing.',
      events: [
        { kind: 'lost', at: '2026-12-09T06:00:00.000Z' },
        { kind: 'in-transit', at: '2026-12-07T19:40:00.000Z', place: 'Padborg, DK' },
        { kind: 'handed-over', at: '2026-12-07T09:12:00.000Z', place: 'Aarhus, DK' },
      ],
    },
    {
      number: '395212340000000031',
      state: 'in-transit',
      tone: '',
      since: '2026-12-07T19:40:00.000Z',
      events: [{ kind: 'in-transit', at: '2026-12-07T19:40:00.000Z' }],
    },
  ],
}

const incomplete = {
  ...claim,
  state: 'incomplete',
  next: { code: 'complete', who: 'you', by: '2026-12-22' },
  missing: [
    'The serial number of the ThinkStation P5.',
    'A proof of purchase on which the date can be read.',
  ],
  completeHref: '#complete',
  newsHref: '/c/TI-7K3M-92QF/3q2-7wAAAAAAAAAAAAAAAA/news/withdrawals',
  checked: [
    { text: 'Item 1, serial number of the product: not filled in.', clause: '4.2', outcome: 'missing' },
    { text: "Bought on 12 October 2026, within the programme's dates.", clause: '3.1', outcome: 'pass' },
  ],
  clocks: [{ id: 'ship-by', due: '2026-11-21', state: 'late', usedPercent: 100 }],
  steps: [submitted, now('You complete the application', '2026-12-22'), toCome('We check it')],
  documents: [],
}

const sample = (name: string, shown: object): Sample => ({
  name: `status-${name}`,
  template: 'status',
  values: (texts) => ({ page: publicPage, claim: shown, form: formView({ area: 'status', texts }) }),
})

const paying = {
  ...offer,
  units: offer.units.map((unit) => ({ ...unit, offer: undefined })),
  next: { code: 'paying', who: 'us', by: '2027-01-17' },
  invoices: [
    {
      number: 'TI-SB-2026-000017',
      total: dkk(240_000),
      href: '#pdf',
      lines: [
        { value: '1', text: 'Dell Precision 3660, 7XKQ2M3' },
        { value: '2', text: 'HP Z2 G5, CZC1234XYZ' },
      ],
      objectHref: '/c/TI-7K3M-92QF/3q2-7wAAAAAAAAAAAAAAAA/invoices/TI-SB-2026-000017/objections',
    },
  ],
  agreement: {
    name: 'TI-DK v1',
    signedBy: 'Åse Jørgensen',
    signedFor: 'TechProtect GmbH',
    withdrawHref: '/c/TI-7K3M-92QF/3q2-7wAAAAAAAAAAAAAAAA/agreement-withdrawals',
  },
}

const path = '/c/TI-7K3M-92QF/3q2-7wAAAAAAAAAAAAAAAA'
const wrong = [{ code: 'code-wrong', path: '/code', facts: { left: 4 } }]

export const statusSamples: readonly Sample[] = [
  {
    name: 'progress',
    template: 'progress',
    values: () => ({ page: publicPage, claim: { ...claim, ...label, path } }),
  },
  {
    name: 'code',
    template: 'code',
    values: (texts) => ({
      page: publicPage,
      path,
      reference: claim.reference,
      sent: true,
      form: formView({ area: 'status', texts, typed: { to: '/label' }, faults: wrong }),
    }),
  },
  sample('label', label),
  sample('pickup', pickup),
  sample('tracked', tracked),
  sample('offer', offer),
  sample('proposal', proposal),
  sample('paying', paying),
  sample('incomplete', incomplete),
]
