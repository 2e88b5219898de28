/** Sample data of the pages on which personal data is shown, given out and erased. */
import { showingReasons } from '../../server/payments/account-showing.ts'
import { formView } from '../../server/web/form-view.ts'
import { deskPage, type Sample } from './sample.ts'

const account = (name: string, shown: object, wrong = false): Sample => ({
  name,
  template: 'desk/bank-account',
  values: (texts) => ({
    page: deskPage('payments'),
    reference: 'TI-7K3M-92QF',
    claimHref: '#claim',
    account: { version: 2, changedAt: '2027-01-12T09:14:00.000Z', ...shown },
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

export const privacySamples: readonly Sample[] = [
  account('bank-account', { number: 'DK50 •••• •••• ••62 43' }),
  account('bank-account-faults', { number: 'DK50 •••• •••• ••62 43' }, true),
  account('bank-account-shown', {
    number: 'DK50 0040 0440 1162 43',
    holder: 'Jørgensen & Søn Ingeniører A/S',
  }),
]
