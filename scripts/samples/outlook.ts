/** Sample data of money to come: six weeks of debts, drawn as the desk draws them, and what is owed to us in every state. */
import { Temporal } from 'temporal-polyfill'
import { outlookRow } from '../../server/desks/outlook-view.ts'
import { outlooks } from '../../server/payments/outlook.ts'
import { formView } from '../../server/web/form-view.ts'
import { deskPage, dkk, type Sample } from './sample.ts'

const today = Temporal.PlainDate.from('2027-01-12')

/** What was received on the working days of six weeks, as the desk counts it. */
const owed = outlooks(
  [0, 1, 2, 6, 8, 9, 13, 14, 16, 20, 21, 27, 29, 34, 36, 41].map((days, place) => ({
    currency: 'DKK',
    payBy: today.add({ days: 45 - days }),
    owedOn: today.subtract({ days }),
    amountMinor: 150_000 + ((place * 7) % 11) * 90_000,
  })),
  today,
  'DK',
)

export const outlookSample: Sample = {
  name: 'outlook',
  template: 'desk/outlook',
  values: (texts) => ({
    page: deskPage('payments'),
    cases: (['propose', 'confirm', 'waits', 'nothing'] as const).map((act, place) => ({
      number: `RC-2027-00000${place + 1}`,
      reference: `TI-${place}K3M-92Q${place}`,
      claimHref: '#claim',
      cause: 'credited',
      left: dkk(150_000),
      dueOn: '2027-01-15',
      isLate: place === 0,
      act,
      offset: (['ask', 'ready', 'nothing', 'nothing'] as const)[place],
    })),
    charges: [
      {
        id: 1,
        reference: 'TI-7K3M-92QF',
        claimHref: '#claim',
        kind: 'second-visit',
        amount: dkk(24_500),
        act: 'propose',
      },
      {
        id: 2,
        reference: 'TI-2K3M-92Q2',
        claimHref: '#claim',
        kind: 'wrong-device',
        amount: dkk(4000),
        reason: 'The wrong device was named on our own label.',
        act: 'confirm',
      },
    ],
    mayInvoice: true,
    form: formView({ area: 'desk', texts }),
  }),
  drawn: async (texts) => ({ currencies: await Promise.all(owed.map((one) => outlookRow(one, texts))) }),
}
