/** Sample data of what the bank answered and of payments that are held back: full, empty, and sent back with faults. */
import type { Fault } from '../../server/base/refusal.ts'
import { leafOf } from '../../server/desks/leaf.ts'
import type { Texts } from '../../server/texts/texts.ts'
import { formView } from '../../server/web/form-view.ts'
import type { Typed } from '../../server/web/forms.ts'
import { deskPage, dkk, type Sample } from './sample.ts'

type Sent = { readonly typed: Typed; readonly faults: readonly Fault[] }

const leaf = { name: 'leaf', size: 50, address: '/desk/payments' }

const untouched: Sent = { typed: {}, faults: [] }

const returns = [
  {
    reference: 'TI-7K3M-92QF',
    claimHref: '#1',
    number: 'SB-2026-0001',
    amount: dkk(150_000),
    toldAt: '2027-01-16T07:30:00.000Z',
    code: 'AC04',
    side: 'account',
    account: 'DK50 •••• •••• ••62 43',
    state: 'to-confirm',
    confirmHref: '/desk/payments/answers/PR-000014/confirmation',
  },
  {
    reference: 'TI-4K3M-92Q4',
    claimHref: '#2',
    number: 'SB-2026-0004',
    amount: dkk(1_240_000),
    toldAt: '2027-01-16T07:30:00.000Z',
    code: 'AC01',
    side: 'account',
    state: 'asked',
  },
  {
    reference: 'TI-5K3M-92Q5',
    claimHref: '#3',
    number: 'SB-2026-0007',
    amount: dkk(90_000),
    toldAt: '2027-01-18T07:30:00.000Z',
    code: 'AM04',
    side: 'payer',
    account: 'DK15 •••• •••• ••00 12',
    state: 'ready',
  },
]

const suspended = (texts: Texts) => [
  {
    key: 'e41c',
    amount: dkk(150_000),
    bookedOn: '2027-01-18',
    reference: 'SB-2026-0009',
    remittance: 'RETUR KONTO LUKKET',
    question: texts.text('desk.answers.question.unknown-reference'),
    matchHref: '/desk/payments/answers/movements/1',
  },
  {
    key: 'b70a',
    amount: dkk(-4_500),
    bookedOn: '2027-01-18',
    remittance: 'GEBYR 4 OVERF.',
    question: texts.text('desk.answers.question.no-reference'),
    match: {
      target: texts.text('desk.answers.target.charges'),
      reason: 'Fee of the bank for four transfers.',
    },
    matchHref: '/desk/payments/answers/movements/2',
    confirmHref: '/desk/payments/answers/movements/2/confirmation',
  },
  {
    key: '09dd',
    amount: dkk(240_000),
    bookedOn: '2027-01-19',
    reference: 'SB-2026-0002',
    question: texts.text('desk.answers.question.other-amount'),
    match: {
      target: texts.text('desk.answers.target.returned-payment'),
      payment: 'SB-2026-0002',
      reason: 'The bank kept its fee; told by telephone on 19 January.',
    },
    matchHref: '/desk/payments/answers/movements/3',
  },
]

const answers = (name: string, isEmpty: boolean, sent: Sent): Sample => ({
  name,
  template: 'desk/bank-answers',
  values: (texts) => ({
    page: deskPage('payments'),
    mayTake: true,
    returns: leafOf(isEmpty ? [] : returns, leaf),
    suspended: leafOf(isEmpty ? [] : suspended(texts), leaf),
    files: isEmpty
      ? []
      : ['camt.053.001.08', 'pain.002.001.10'].map((message, place) => ({
          message,
          messageId: `STM-2027-0116-${place + 1}`,
          takenAt: '2027-01-16T07:30:00.000Z',
          by: 'Mette Holm',
          kilobytes: 1214,
          moved: 31,
          asked: 1 - place,
        })),
    targets: ['charges', 'returned-payment'].map((value) => ({
      value,
      text: texts.text(`desk.answers.target.${value}`),
    })),
    form: formView({ area: 'desk', texts, ...sent }),
  }),
})

const held = [
  {
    name: 'TI-7K3M-92QF-suspicion',
    reference: 'TI-7K3M-92QF',
    claimHref: '#1',
    kind: 'suspicion',
    reason: 'The same invoice was sent in with TI-4K3M-92Q4. The seller is asked.',
    heldAt: '2027-01-12T09:14:00.000Z',
    mayLift: true,
  },
  {
    name: 'TI-7K3M-92QF-dispute',
    reference: 'TI-7K3M-92QF',
    claimHref: '#1',
    kind: 'dispute',
    reason: 'The participant says that the second device was a mobile workstation.',
    heldAt: '2027-01-13T13:40:00.000Z',
    mayLift: true,
  },
  {
    name: 'TI-2K3M-92Q2-suspicion',
    reference: 'TI-2K3M-92Q2',
    claimHref: '#2',
    kind: 'suspicion',
    reason: 'The account was changed twice in one day.',
    heldAt: '2027-01-14T08:02:00.000Z',
    mayLift: false,
    whyNot: 'two',
  },
]

const holds = (name: string, isEmpty: boolean, sent: Sent): Sample => ({
  name,
  template: 'desk/holds',
  values: (texts) => ({
    page: deskPage('payments'),
    mayHold: true,
    mayLift: !isEmpty,
    kinds: ['suspicion', 'dispute'].map((value) => ({ value, text: texts.text(`desk.hold.kind.${value}`) })),
    holds: leafOf(isEmpty ? [] : held, leaf),
    form: formView({ area: 'desk', texts, ...sent }),
  }),
})

const tooShort = { code: 'too-short', path: '/reason', facts: { minimum: 10 } }

export const bankSamples: readonly Sample[] = [
  answers('bank-answers', false, untouched),
  answers('bank-answers-empty', true, untouched),
  answers('bank-answers-faults', false, {
    typed: { _place: 'e41c', payment: 'SB-2026-0009', reason: 'closed' },
    faults: [{ code: 'missing-field', path: '/target' }, tooShort],
  }),
  answers('bank-answers-no-file', true, { typed: {}, faults: [{ code: 'file-missing', path: '/file' }] }),
  holds('holds', false, untouched),
  holds('holds-empty', true, untouched),
  holds('holds-faults', false, {
    typed: { _place: 'TI-7K3M-92QF-dispute', reference: 'TI-7K3M-92QF', kind: 'dispute', reason: 'solved' },
    faults: [tooShort],
  }),
]
