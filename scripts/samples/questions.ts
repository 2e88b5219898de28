/** Sample data of the pages that ask one question each (R24, R25). */
import type { Fault } from '../../server/base/refusal.ts'
import { qrPicture } from '../../server/documents/barcode.ts'
import { questions, type Question } from '../../server/portal/journey.ts'
import type { Texts } from '../../server/texts/texts.ts'
import { formView } from '../../server/web/form-view.ts'
import { findings, programme, typed } from './application.ts'
import { publicPage, type Sample } from './sample.ts'

/** One question, as it is asked first or after something was wrong. */
const question = (
  name: Question,
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

// The sample programme has no end customer.
const shownQuestions = questions.filter((name) => name !== 'customer')

/** The application's beginning, its list of parts, each question, and the answers to check. */
export const questionSamples: readonly Sample[] = [
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
      tasks: shownQuestions.map((name, place) => ({
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
