/** Sample data of the desk of applications: the queue, one application, entry by staff, and many approved as a task. */
import { listHead } from '../../server/desks/list-view.ts'
import { formView } from '../../server/web/form-view.ts'
import { deskPage, dkk, type Sample, timeZone } from './sample.ts'

const companies = [
  'Jørgensen & Søn A/S',
  'Aarhus Tekniske Gymnasium',
  'Nordhavn Arkitekter ApS',
  'Vestjysk Landboforening',
]

const queue = companies.map((company, place) => ({
  reference: `TI-${place}K3M-92Q${place}`,
  href: `#${place}`,
  company,
  programme: 'Workstation trade-in',
  submittedOn: `2026-11-1${place}`,
  units: place + 1,
  state: place === 2 ? 'incomplete' : 'submitted',
  verdict: ['approve', 'review', 'incomplete', 'reject'][place],
  remarks: place,
}))

const findings = [
  {
    rule: 'R14',
    clause: '3.4',
    outcome: 'fail',
    text: 'Pair 2: a mobile workstation does not match a tower. Like must be traded for like.',
  },
  {
    rule: 'R13',
    clause: '3.3',
    outcome: 'review',
    text: 'Pair 1: “Terra 7000” is not on the list of devices. Decide whether it is a workstation.',
  },
  { rule: 'R18', clause: '4.1', outcome: 'pass', text: 'Bought on 2 October 2026, inside the window.' },
  { rule: 'R15', clause: '5', outcome: 'pass', text: '2 of at most 5 combinations.' },
]

const steps = [
  { text: 'Submitted', at: '2026-11-22T09:14:00.000Z', by: 'participant', state: 'done' },
  { text: 'Confirmation mailed', at: '2026-11-22T09:14:02.000Z', by: 'system', rule: 'R29', state: 'done' },
  { text: 'Waits for review', state: 'now' },
]

const review = {
  reference: 'TI-7K3M-92QF',
  state: 'submitted',
  programme: { name: 'Workstation trade-in', timeZone },
  submittedAt: '2026-11-22T09:14:00.000Z',
  participant: [
    { key: 'Company', value: 'Jørgensen & Søn A/S' },
    { key: 'Contact', value: 'Åse Jørgensen, aase@example.dk' },
    { key: 'Address', value: 'Havnegade 12, 8000 Aarhus C' },
    { key: 'VAT', value: 'Registered, DK12345674' },
    { key: 'Account', value: 'DK50 •••• •••• ••62 43' },
  ],
  purchase: [
    { key: 'Bought on', value: '2 October 2026' },
    { key: 'Bought from', value: 'Nordisk Data ApS' },
    { key: 'Invoice', value: 'F-20931' },
  ],
  units: [1, 2].map((position) => ({
    position,
    product: [
      { key: 'Model', value: 'ThinkStation P3 Tower' },
      { key: 'Serial number', value: `PF2ABC1${position}`, classes: 'code' },
    ],
    device: [
      { key: 'Device', value: 'Dell Precision 3660, tower' },
      { key: 'Serial number', value: `7XK2J0${position}`, classes: 'code' },
      { key: 'Condition', value: 'Works, normal signs of use' },
      { key: 'Weight', value: '12.5 kg' },
    ],
    amount: dkk(150_000),
  })),
  total: dkk(300_000),
  consents: [
    { text: 'We are the legal owner of the product and the device.', version: '1' },
    { text: 'All data and software on the device have been deleted.', version: '2' },
  ],
}

const choice = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

export const reviewSamples: readonly Sample[] = [
  {
    name: 'review-queue',
    template: 'desk/review-queue',
    values: (texts) => ({
      page: deskPage('review'),
      list: listHead(texts, 'review', '?state=submitted&order=risk', [
        { id: 1, name: 'What waits for its participant', query: 'state=incomplete', isDefault: true },
        { id: 2, name: 'Riskiest first', query: 'state=submitted&order=risk', isDefault: false },
      ]),
      bulk: '/desk/tasks',
      entry: '#entry',
      claims: queue,
      more: '#more',
      form: formView({ area: 'desk', texts }),
    }),
  },
  {
    name: 'task',
    template: 'desk/task',
    values: (texts) => ({
      page: deskPage('review'),
      list: { href: '#list', text: texts.text('desk.review.title') },
      task: { id: 4, kind: 'approve', total: 90, done: 34, eventsHref: '/events' },
      results: [
        { label: 'TI-9K3M-92Q1', href: '#', text: texts.text('tasks.done.approve'), tone: 'good' },
        { label: 'TI-9K3M-92Q2', href: '#', text: texts.text('tasks.left.approve'), tone: 'wait' },
      ],
    }),
  },
  {
    name: 'task-ended',
    template: 'desk/task',
    values: (texts) => ({
      page: deskPage('jobs'),
      list: { href: '#list', text: texts.text('pages.desk.jobs') },
      task: {
        id: 4,
        kind: 'revive-job',
        total: 2,
        done: 2,
        endedAt: '2026-11-22T09:14:02.000Z',
        eventsHref: '',
      },
      results: [
        { label: 'send-mail 412', text: texts.text('tasks.done.revive-job'), tone: 'good' },
        { label: 'send-mail 415', text: texts.text('faults.job-not-dead', { id: '8' }), tone: 'bad' },
      ],
    }),
  },
  {
    name: 'entry',
    template: 'desk/entry',
    values: () => ({
      page: deskPage('review'),
      programmes: [
        { name: 'Workstation trade-in', href: '#1', boughtFrom: '2026-09-01', boughtTo: '2026-12-31' },
        { name: 'Display cashback', href: '#2', boughtFrom: '2026-11-01' },
      ],
    }),
  },
  {
    name: 'entry-empty',
    template: 'desk/entry',
    values: () => ({ page: deskPage('review'), programmes: [] }),
  },
  {
    name: 'review-queue-empty',
    template: 'desk/review-queue',
    values: () => ({ page: deskPage('review'), claims: [] }),
  },
  {
    name: 'review',
    template: 'desk/review',
    values: (texts) => ({
      page: deskPage('review'),
      claim: review,
      findings,
      evidence: [
        {
          name: 'faktura-20931.pdf',
          href: '#f',
          kind: 'Proof of purchase',
          isRead: true,
          pictures: [{ src: '/sample/invoice.svg', alt: 'Page 1 of the invoice' }],
          findings: [
            { outcome: 'found', label: 'Invoice number', expected: 'F-20931', seen: 'Faktura F-20931' },
            { outcome: 'different', label: 'Date', expected: '2026-10-02', seen: '2026-10-20' },
            { outcome: 'not-found', label: 'Serial number', expected: 'PF2ABC12' },
          ],
          byEye: ["the buyer's address", 'the price'],
          twins: [{ href: '#twin', text: 'A file that looks alike is part of TI-4K3M-92Q4.' }],
        },
        { name: 'label.jpg', href: '#l', isRead: false, pictures: [], findings: [], byEye: [], twins: [] },
      ],
      asksEnrolment: true,
      vouched: 'by-another',
      mails: [
        {
          subject: 'We have received your application TI-7K3M-92QF',
          to: 'aase@example.dk',
          at: '2026-11-22T09:14:02.000Z',
          state: 'sent',
          copyHref: '/desk/review/TI-7K3M-92QF/mails/4/copies',
        },
      ],
      deadlines: [
        {
          id: 'ship-by',
          name: 'Ship the devices',
          due: '2026-12-27',
          state: 'running',
          usedPercent: 35,
          extended: '5 days more were granted.',
        },
        {
          id: 'pay-by',
          name: 'Payment',
          due: '2027-01-17',
          state: 'paused',
          usedPercent: 60,
          share: '12 days used by us. 10 days of waiting for the participant did not count.',
        },
      ],
      extending: {
        clocks: choice({ 'ship-by': 'Ship the devices', 'pay-by': 'Payment' }),
        reasons: choice({ 'carrier-was-late': 'The carrier was late.' }),
      },
      waiting: 'waits',
      historyHref: '#history',
      steps,
      actions: ['approve', 'ask', 'reject'],
      missing: choice({ proof: 'Proof of purchase', serial: 'Serial number of the product' }),
      reasons: choice({ R18: 'Bought outside the window', R14: 'Not like for like' }),
      sides: choice({
        participant: 'Participant',
        carrier: 'Carrier',
        promoter: 'Promoter',
        unknown: 'Nobody',
      }),
      form: formView({ area: 'desk', texts, faults: [{ code: 'missing-field', path: '/reasons' }] }),
    }),
  },
]
