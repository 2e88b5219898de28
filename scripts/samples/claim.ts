/** Sample data of a claim's page for staff: its history with papers, rules and a long note; and a kind of which nothing happened. */
import { deskPage, dkk, type Sample, timeZone } from './sample.ts'

const claim = {
  reference: 'TI-7K3M-92QF',
  state: 'approved',
  company: 'Jørgensen & Søn A/S',
  programme: { name: 'Workstation trade-in', timeZone },
  submittedAt: '2026-11-22T09:14:00.000Z',
}

const filters = [
  { text: 'Everything', href: '#all', current: 'yes' },
  { text: 'Application', href: '#application' },
  { text: 'Shipping', href: '#way' },
  { text: 'Audit and offers', href: '#audit' },
  { text: 'Money', href: '#money' },
  { text: 'Deadlines', href: '#time' },
  { text: 'Data', href: '#data' },
  { text: 'Papers and mails', href: '#papers' },
]

const acts = [
  {
    at: '2026-11-22T09:14:00.000Z',
    by: 'participant',
    entries: [
      {
        text: 'Application received',
        facts: [],
        rules: [],
        met: 11,
        findings: [
          {
            outcome: 'review',
            rule: 'R13',
            clause: '3.3',
            text: 'Pair 1: “Terra 7000” is not on the list of devices. Decide whether it is a workstation.',
          },
        ],
      },
    ],
    papers: [
      { kind: 'document', text: 'Self-billing agreement', href: '#agreement' },
      { kind: 'mail', text: 'TI-7K3M-92QF: we have received your application', note: 'sent' },
    ],
  },
  {
    at: '2026-11-24T13:02:00.000Z',
    by: 'Mette Holm',
    entries: [
      {
        text: 'Application approved',
        facts: [{ key: 'Offered', value: 'DKK 1,500.00, DKK 1,200.00' }],
        rules: [{ rule: 'R16', clause: '4.1' }],
        note: 'The seller confirmed on the telephone that the invoice is for this company.',
        findings: [],
      },
      { text: 'Return label made', facts: [], rules: [], findings: [] },
    ],
    papers: [
      { kind: 'document', text: 'Return label', href: '#label' },
      { kind: 'mail', text: 'TI-7K3M-92QF: approved, here is your label', note: 'sent' },
    ],
  },
  {
    at: '2026-12-03T08:41:00.000Z',
    by: 'Jonas Weber',
    entries: [
      {
        text: 'Devices arrived at the audit centre',
        facts: [
          { key: 'Parcel', value: '395212340000000017' },
          { key: 'Weight', value: '12.5 kg' },
        ],
        rules: [],
        findings: [],
      },
    ],
    papers: [],
  },
]

const values = {
  page: deskPage('review'),
  claim,
  filters,
  next: { code: 'auditing', who: 'us', by: '2027-01-17' },
  deadlines: [{ id: 'pay-by', name: 'Payment', due: '2027-01-17', state: 'running', usedPercent: 20 }],
  units: [
    { position: 1, name: 'Dell Precision 3660', serial: '7XK2J01', audit: 'pending', amount: dkk(150_000) },
    { position: 2, name: 'HP Z2 G5', serial: 'CZC1234567', audit: 'match', amount: dkk(120_000) },
  ],
  ways: [
    { text: 'Application and evidence', href: '#review' },
    { text: 'Labels', href: '#labels' },
  ],
}

export const claimSamples: readonly Sample[] = [
  { name: 'claim', template: 'desk/claim', values: () => ({ ...values, acts }) },
  { name: 'claim-empty', template: 'desk/claim', values: () => ({ ...values, acts: [], deadlines: [] }) },
]
