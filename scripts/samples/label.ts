/** Sample data of the page behind a label's QR code: a label of ours, one past its day, one that is not ours. */
/** Sample data of a label's pages: what its QR code leads to, and where it is printed. */
import { labelForms, printReasons } from '../../server/shipping/label-life.ts'
import { formView } from '../../server/web/form-view.ts'
import { publicPage, type Sample } from './sample.ts'

const label = {
  sscc: '357000000000000017',
  reference: 'TI-7K3M-92QF',
  issuedOn: '2026-11-24',
  expiresOn: '2026-12-22',
  weightGrams: 12_500,
  revision: 1,
}

const scanned = (state: string, paper?: typeof label): Sample => ({
  name: `label-${state}`,
  template: 'label',
  values: () => ({ page: publicPage, state, label: paper }),
})

const asked = (name: string, values: object): Sample => ({
  name: `proof-${name}`,
  template: 'proof',
  values: (texts) => ({ page: publicPage, ...values, form: formView({ area: 'proof', texts }) }),
})
const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const printed = (name: string, more: object): Sample => ({
  name: `label-print-${name}`,
  template: 'label-print',
  values: (texts) => ({
    page: publicPage,
    label: {
      reference: 'TI-7K3M-92QF',
      path: '/c/TI-7K3M-92QF/token',
      locale: texts.locale,
      programme: { name: 'Workstation trade-in', timeZone: 'Europe/Copenhagen' },
      state: 'issued',
      isOpen: true,
      way: 'drop-off',
      shipBy: '2026-12-22',
      parcels: [{ no: 1, sscc: '395212340000000013', weightGrams: 12_500 }],
      isPrinted: false,
      prints: [],
      forms: labelForms.map((form) => ({ value: form, text: texts.text(`label-print.forms.${form}`) })),
      reasons: printReasons.map((reason) => ({
        value: reason,
        text: texts.text(`label-print.reasons.${reason}`),
      })),
      statement: texts.text('label.statement'),
      ...more,
    },
    form: formView({ area: 'label-print', texts, typed: { form: 'A4' }, faults: [] }),
  }),
})

export const labelSamples: readonly Sample[] = [
  asked('asked', {}),
  asked('ours', { answer: { sha256, kind: 'invoice', drawnAt: '2026-11-24T09:14:00.000Z' } }),
  asked('foreign', { answer: { sha256 } }),
  scanned('genuine', label),
  scanned('expired', { ...label, revision: 2 }),
  scanned('no-token'),
  scanned('forged'),
  printed('first', {}),
  printed('again', {
    state: 'printed',
    isPrinted: true,
    prints: [
      { form: 'A4', at: '2026-11-24T09:00:00Z' },
      { form: 'A6', reason: 'paper-lost', at: '2026-11-25T12:30:00Z' },
    ],
    signature: { name: 'Åse Jørgensen', signedAt: '2026-11-24T08:58:00Z' },
  }),
  printed('over', { state: 'replaced', isOpen: false }),
]
