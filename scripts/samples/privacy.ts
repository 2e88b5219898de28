/** Sample data of the pages on which personal data is shown, given out and erased. */
import { showingReasons } from '../../server/payments/account-showing.ts'
import type { Fault } from '../../server/base/refusal.ts'
import type { Typed } from '../../server/web/forms.ts'
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

const subject = (name: string, typed: Typed, faults: readonly Fault[], erased?: object[]): Sample => ({
  name,
  template: 'desk/privacy',
  values: (texts) => ({
    page: deskPage('privacy'),
    erased,
    form: formView({ area: 'privacy', texts, typed, faults }),
  }),
})

export const privacySamples: readonly Sample[] = [
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
  account('bank-account', { number: 'DK50 •••• •••• ••62 43' }),
  account('bank-account-faults', { number: 'DK50 •••• •••• ••62 43' }, true),
  account('bank-account-shown', {
    number: 'DK50 0040 0440 1162 43',
    holder: 'Jørgensen & Søn Ingeniører A/S',
  }),
]
