/** Sample data of the finance desks and of the demonstration's outbox. */
import { formView } from '../../server/web/form-view.ts'
import { deskPage, dkk, publicPage, type Sample, timeZone } from './sample.ts'

const rows = ['Jørgensen & Søn A/S', 'Aarhus Tekniske Gymnasium', 'Nordhavn Arkitekter ApS'].map(
  (company, place) => ({
    company,
    reference: `TI-${place}K3M-92Q${place}`,
    claimHref: '#claim',
    href: '#pdf',
    total: dkk(150_000 + place * 90_000),
    amount: dkk(150_000 + place * 90_000),
    dueOn: '2027-01-15',
  }),
)

const run = {
  id: 14,
  name: 'PR-2027-0014',
  executeOn: '2027-01-15',
  createdOn: '2027-01-12',
  createdAt: '2027-01-12T10:04:00.000Z',
  createdBy: 'Mette Holm',
  count: 3,
  total: dkk(720_000),
  timeZone,
}

const payments = rows.map((row, place) => ({
  ...row,
  payee: row.company,
  invoice: `SB-2026-000${place + 1}`,
  account: 'DK50 •••• 62 43',
  state: ['executed', 'accepted', 'returned'][place],
  why: place === 2 ? 'AC04 Closed account' : undefined,
}))

const mail = {
  subject: 'TI-7K3M-92QF: approved, here is your label',
  from: 'Backhaul <trade-in@example.com>',
  to: 'Åse Jørgensen <aase@example.dk>',
  at: '2026-11-24T13:02:00.000Z',
  href: '#mail',
}

export const financeSamples: readonly Sample[] = [
  {
    name: 'proposals',
    template: 'desk/proposals',
    values: (texts) => ({
      page: deskPage('proposals'),
      form: formView({ area: 'desk', texts }),
      mayPropose: true,
      proposals: ['open', 'accepted', 'disputed', 'open'].map((state, place) => ({
        ...rows[place % rows.length],
        version: place + 1,
        sentOn: '2026-12-08',
        days: 9,
        remindedOn: state === 'open' ? '2026-12-15' : undefined,
        state,
        dead: place === 3 ? ['DK13585628'] : [],
        dispute: state === 'disputed' ? { lines: [2], reason: 'It was a tower.' } : undefined,
      })),
      blocked: [
        {
          ...rows[1],
          reasons: ['A VAT number is not confirmed by the authorities yet.'],
        },
      ],
    }),
  },
  {
    name: 'invoices',
    template: 'desk/invoices',
    values: () => ({
      page: deskPage('invoices'),
      invoices: ['open', 'queued', 'paid'].map((state, place) => ({
        ...rows[place],
        number: `SB-2026-000${place + 1}`,
        kind: place === 2 ? 'settlement-note' : 'invoice',
        whyHref: '#why',
        issuedOn: '2026-12-10',
        state,
      })),
      series: [0, 1].map((gaps) => ({
        series: gaps === 0 ? 'TI-SB-2026' : 'TI-CN-2026',
        issuer: 'HRB 245394',
        first: 1,
        last: 3 + gaps,
        count: 3,
        gaps,
      })),
    }),
  },
  {
    name: 'invoice',
    template: 'desk/invoice',
    values: (texts) => ({
      page: deskPage('invoices'),
      timeZone,
      invoice: {
        ...rows[0],
        number: 'TI-SB-2026-000017',
        kind: 'invoice',
        whyHref: '#why',
        issuedOn: '2026-12-10',
        left: dkk(90_000),
        peppol: { state: 'sent', at: '2026-12-10T09:00:04.000Z' },
        files: ['invoice', 'invoice-ubl'].map((kind) => ({ kind, href: `#${kind}` })),
        lines: [
          { no: 1, name: 'Dell Precision 3660', serial: '7XKQ2M3', amount: dkk(60_000), left: dkk(0) },
          { no: 2, name: 'Lenovo ThinkPad P52', serial: 'PF2ABC12', amount: dkk(90_000), left: dkk(90_000) },
        ],
        credits: [
          {
            number: 'TI-CN-2026-000001',
            href: '#credit',
            issuedOn: '2026-12-14',
            reason: 'The first device belongs to another company.',
            total: dkk(60_000),
          },
        ],
      },
      objections: [{ lines: [1], reason: 'This device is not ours.', at: '2026-12-12T09:30:00.000Z' }],
      mayCredit: true,
      mayPropose: true,
      creditable: [
        { value: 'all', text: texts.text('desk.correction.all') },
        { value: '2', text: 'Lenovo ThinkPad P52, PF2ABC12' },
      ],
      form: formView({ area: 'desk', texts }),
    }),
  },
  {
    name: 'why',
    template: 'desk/why',
    values: () => ({
      page: deskPage('invoices'),
      why: {
        reference: 'TI-7K3M-92QF',
        timeZone: 'Europe/Copenhagen',
        total: dkk(120_000),
        units: [
          {
            position: 1,
            name: 'Dell Precision 3660',
            serial: '7XKQ2M3',
            audit: 'Other category',
            photos: [{ href: '#photo', name: '1' }],
            offers: [
              {
                no: 1,
                amount: dkk(150_000),
                row: 'tower-good',
                rule: 'R16',
                clause: '4.2',
                of: 'Tower',
                reasons: [],
              },
            ],
          },
        ],
        vat: [{ text: 'Danish VAT', source: 'momsloven § 33', base: dkk(96_000), vat: dkk(24_000) }],
        approvals: [{ text: 'Approved', at: '2026-12-08T09:00:00Z', by: 'staff:7' }],
        mails: [{ subject: 'Received', at: '2026-12-07T09:00:00Z' }],
      },
    }),
  },
  {
    name: 'payment-runs',
    template: 'desk/payment-runs',
    values: (texts) => ({
      page: deskPage('payments'),
      mayCreate: true,
      ready: [
        {
          programme: 'one',
          name: 'Workstation trade-in',
          count: 3,
          total: dkk(720_000),
          earliest: '2027-01-15',
        },
      ],
      excluded: {
        rows: [
          {
            ...rows[0],
            number: 'SB-2026-0009',
            reasons: ['The account was changed and is not confirmed yet.'],
          },
        ],
        first: 51,
        last: 51,
        all: 102,
        beforeHref: '#out',
        afterHref: '#out',
      },
      due: {
        rows: (['overdue', 'at-risk'] as const).map((urgency, place) => ({
          ...rows[place],
          number: `SB-2026-000${place + 1}`,
          payBy: '2027-01-15',
          lastDay: '2027-01-14',
          urgency,
          days: { us: 38, participant: 6 },
        })),
        first: 1,
        last: 2,
        all: 2,
      },
      olderHref: '#older',
      form: formView({ area: 'desk', texts }),
      runs: ['created', 'approved', 'exported', 'executed'].map((state, place) => ({
        ...run,
        id: 14 - place,
        href: '#run',
        state,
      })),
    }),
  },
  {
    name: 'payment-run',
    template: 'desk/payment-run',
    values: (texts) => ({
      page: deskPage('payments'),
      run: { ...run, state: 'created' },
      payments,
      nextHref: '#next',
      actions: ['approve', 'remove', 'cancel'],
      form: formView({ area: 'desk', texts }),
    }),
  },
  {
    name: 'payment-run-exported',
    template: 'desk/payment-run',
    values: (texts) => ({
      page: deskPage('payments'),
      run: {
        ...run,
        state: 'exported',
        approvedBy: 'Søren Krag',
        exportedAt: '2027-01-12T12:30:00.000Z',
        sha256: '9f86d081',
        fileHref: '#file',
      },
      states: ['executed', 'accepted', 'returned'].map((state) => ({ state, count: 1 })),
      payments,
      actions: ['book'],
      form: formView({ area: 'desk', texts }),
    }),
  },
  {
    name: 'mails',
    template: 'mails',
    values: () => ({
      page: publicPage,
      timeZone,
      mails: [
        { ...mail, attachments: 1 },
        { ...mail, attachments: 0 },
      ],
    }),
  },
  {
    name: 'mail',
    template: 'mail',
    values: () => ({
      page: publicPage,
      timeZone,
      mail: {
        ...mail,
        messageId: '<mail-17@backhaul.example>',
        htmlHref: '/sample/mail.svg',
        text: 'Your application TI-7K3M-92QF is approved.\n\nPrint the label, sign it, and hand the parcel in by 22 December 2026.',
        attachments: [{ name: 'label.pdf', href: '#label', size: '48 KB' }],
      },
    }),
  },
]
