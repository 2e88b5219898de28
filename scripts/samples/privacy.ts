/** Sample data of the pages on which personal data is shown, given out and erased. */
import { showingReasons } from '../../server/payments/account-showing.ts'
import { holdKinds } from '../../server/privacy/hold-store.ts'
import type { Fault } from '../../server/base/refusal.ts'
import type { Typed } from '../../server/web/forms.ts'
import { formView } from '../../server/web/form-view.ts'
import { deskPage, type Sample } from './sample.ts'

const account = (name: string, shown?: object, wrong = false): Sample => ({
  name,
  template: 'desk/bank-account',
  values: (texts) => ({
    page: deskPage('payments'),
    reference: 'TI-7K3M-92QF',
    claimHref: '#claim',
    account: shown && { version: 2, changedAt: '2027-01-12T09:14:00.000Z', ...shown },
    reasons: showingReasons.map((value) => ({ value, text: texts.text(`privacy.account.reason.${value}`) })),
    form: formView({
      area: 'privacy',
      texts,
      typed: wrong ? { words: 'because' } : {},
      faults: wrong
        ? [
            { code: 'missing-field', path: '/reason' },
            { code: 'too-short', path: '/words', facts: { minimum: 10 } },
          ]
        : [],
    }),
  }),
})

const subject = (name: string, typed: Typed, faults: readonly Fault[], erased?: object[]): Sample => ({
  name,
  template: 'desk/privacy',
  values: (texts) => ({
    page: deskPage('privacy'),
    mayExport: true,
    mayErase: true,
    erased,
    form: formView({ area: 'privacy', texts, typed, faults }),
  }),
})

const retention = (name: string, values: object, wrong = false): Sample => ({
  name,
  template: 'desk/retention',
  values: (texts) => {
    const what = (kind: string) => texts.text(`privacy.retention.kind.${kind}`)
    const years = (count: number) => texts.text('privacy.retention.years', { count })
    return {
      page: deskPage('privacy'),
      ahead: [],
      behind: [],
      holds: [],
      reasons: holdKinds.map((value) => ({ value, text: texts.text(`privacy.retention.hold.${value}`) })),
      kinds: [
        {
          id: 'books',
          what: what('books'),
          rows: [
            {
              country: 'Danmark',
              kept: texts.text('privacy.retention.from.financial-year', { length: years(5) }),
              source: 'Bogføringsloven § 12',
            },
            {
              country: 'Deutschland',
              kept: texts.text('privacy.retention.from.calendar-year', { length: years(8) }),
              source: 'HGB § 257(4); AO § 147(3)',
            },
          ],
        },
      ],
      ...values,
      ...(values !== empty && {
        ahead: [
          { month: '2027-03', what: what('photo'), claims: 41 },
          { month: '2031-12', what: what('books'), claims: 1203 },
        ],
        behind: [{ day: '2026-11-21', what: what('unpaid'), claims: 7 }],
      }),
      form: formView({
        area: 'privacy',
        texts,
        typed: wrong ? { _place: 'hold', reference: 'TI-7K3M-92QF', because: 'because' } : {},
        faults: wrong
          ? [
              { code: 'missing-field', path: '/kind' },
              { code: 'too-short', path: '/because', facts: { minimum: 10 } },
            ]
          : [],
      }),
    }
  },
})

const empty = {}

const held = {
  holds: [
    {
      reference: 'TI-7K3M-92QF',
      href: '#claim',
      kind: 'legal',
      reason: 'The district court asked for the file on 12 January, case 41-2027.',
      heldAt: '2027-01-12T09:14:00.000Z',
    },
  ],
  mayHold: true,
  mayLift: true,
}

export const privacySamples: readonly Sample[] = [
  retention('retention', held),
  retention('retention-empty', empty),
  retention('retention-faults', held, true),
  subject('privacy', {}, []),
  subject('privacy-faults', { _place: 'erase', subject: 'asta@example.dk', again: 'asta@example.de' }, [
    { code: 'not-the-same', path: '/again' },
  ]),
  subject(
    'privacy-erased',
    {},
    [],
    [
      { reference: 'TI-7K3M-92QF', href: '#1', isBooked: true },
      { reference: 'TI-2K3M-92Q2', href: '#2', isBooked: false },
    ],
  ),
  {
    name: 'personal-data',
    template: 'personal-data',
    values: () => ({
      made: '2027-01-12T09:14:00.000Z',
      claims: ['TI-7K3M-92QF'],
      people: [['Nordlys ApS', 'Asta Krogh', 'Havnegade 12', '8000', 'Aarhus C', 'DK', 'asta@example.dk']],
      accounts: [{ holder: 'Nordlys ApS', number: 'DK50 0040 0440 1162 43', at: '2026-03-09T09:00:00.000Z' }],
      consents: [
        {
          kind: 'declaration',
          what: 'We own the device.',
          version: 'open-1',
          answer: 'given',
          at: '2026-03-09T09:00:00.000Z',
        },
      ],
      payments: [{ what: 'TI-SB-2026-000002', amount: 'DKK 5,700.00', on: '2026-03-16' }],
      history: [
        {
          at: '2026-03-09T09:00:00.000Z',
          claim: 'TI-7K3M-92QF',
          what: 'Application received',
          by: 'participant',
        },
      ],
      mails: [
        {
          at: '2026-03-09T09:00:00.000Z',
          subject: 'We have received your application TI-7K3M-92QF',
          to: 'asta@example.dk',
          body: 'WE HAVE RECEIVED YOUR APPLICATION',
        },
      ],
      files: [
        { name: 'TI-7K3M-92QF/evidence/invoice.pdf', href: 'TI-7K3M-92QF/evidence/invoice.pdf', what: 'PDF' },
      ],
    }),
  },
  account('bank-account', { number: 'DK50 •••• •••• ••62 43' }),
  account('bank-account-faults', { number: 'DK50 •••• •••• ••62 43' }, true),
  account('bank-account-shown', {
    number: 'DK50 0040 0440 1162 43',
    holder: 'Jørgensen & Søn Ingeniører A/S',
  }),
  account('bank-account-none'),
]
