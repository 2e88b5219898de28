/** Sample data of a label's pages: what its QR code leads to, where it is printed, and the proof of a file. */
import { batchShapes } from '../../server/shipping/label-batch-store.ts'
import { labelPapers } from '../../server/shipping/label.ts'
import type { Fault } from '../../server/base/refusal.ts'
import { labelForms, printReasons } from '../../server/shipping/label-life.ts'
import { formView } from '../../server/web/form-view.ts'
import { deskPage, publicPage, type Sample } from './sample.ts'

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

const fetched = (name: string, more: object, typed: Record<string, string>, faults: Fault[]): Sample => ({
  name: `label-fetch-${name}`,
  template: 'label-fetch',
  values: (texts) => ({
    page: publicPage,
    path: '/c/TI-7K3M-92QF/token',
    reference: 'TI-7K3M-92QF',
    isPrinted: false,
    forms: labelForms.map((form) => ({ value: form, text: texts.text(`label-print.forms.${form}`) })),
    reasons: printReasons.map((reason) => ({
      value: reason,
      text: texts.text(`label-print.reasons.${reason}`),
    })),
    ...more,
    form: formView({ area: 'label-print', texts, typed: { form: 'A4', ...typed }, faults }),
  }),
})

const batch = {
  id: 7,
  href: '#7',
  paper: 'A6',
  shape: 'pdf',
  total: 240,
  done: 160,
  madeAt: '2026-11-24T09:00:00Z',
  madeBy: 'staff:1',
}
const labelDesk: readonly Sample[] = [
  {
    name: 'labels',
    template: 'desk/labels',
    values: (texts) => ({
      page: deskPage('labels'),
      labels: ['TI-7K3M-92QF', 'TI-V6RQ-VVJ3', 'TI-2M4K-8XQ7'].map((reference) => ({
        reference,
        href: '#label',
        company: 'Jørgensen & Søn Rådgivende Ingeniører ApS',
        place: '8000 Aarhus C',
        issuedAt: '2026-11-24T08:00:00Z',
      })),
      batches: [
        { ...batch, state: 'drawing' },
        { ...batch, id: 6, state: 'ready', shape: 'zip', fileHref: '#file' },
      ],
      papers: labelPapers.map((value) => ({ value, text: texts.text(`desk.labels.papers.${value}`) })),
      shapes: batchShapes.map((value) => ({ value, text: texts.text(`desk.labels.shapes.${value}`) })),
      form: formView({ area: 'desk', texts, typed: { paper: 'A6', shape: 'pdf' }, faults: [] }),
    }),
  },
  {
    name: 'label-batch',
    template: 'desk/label-batch',
    values: () => ({ page: deskPage('labels'), batch: { ...batch, state: 'drawing' } }),
  },
  {
    name: 'label-batch-ready',
    template: 'desk/label-batch',
    values: () => ({
      page: deskPage('labels'),
      batch: { ...batch, state: 'ready', done: 240, fileHref: '#file' },
    }),
  },
  {
    name: 'label-history',
    template: 'desk/label-history',
    values: (texts) => ({
      page: deskPage('labels'),
      reference: 'TI-7K3M-92QF',
      href: '#claim',
      timeZone: 'Europe/Copenhagen',
      labels: [
        {
          id: 2,
          revision: 2,
          state: 'printed',
          issuedAt: '2026-11-25T08:00:00Z',
          printedAt: '2026-11-25T08:10:00Z',
          expiresOn: '2027-02-20',
          documentHref: '#2',
          sha256: 'a3'.repeat(32),
          prints: [
            { form: 'A4', at: '2026-11-25T08:10:00Z', by: 'participant:TI-7K3M-92QF' },
            {
              form: 'A6',
              reason: 'printer-failed',
              at: '2026-11-25T08:20:00Z',
              by: 'participant:TI-7K3M-92QF',
            },
          ],
          signature: {
            name: 'Åse Jørgensen',
            signedAt: '2026-11-25T08:05:00Z',
            statement: texts.text('label.statement'),
            labelSha256: 'a3'.repeat(32),
          },
        },
        {
          id: 1,
          revision: 1,
          state: 'replaced',
          issuedAt: '2026-11-24T08:00:00Z',
          endedAt: '2026-11-25T08:00:00Z',
          expiresOn: '2027-02-20',
          documentHref: '#1',
          sha256: 'b7'.repeat(32),
          prints: [],
        },
      ],
    }),
  },
]

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
  fetched('asked', {}, {}, []),
  fetched('wrong', { isPrinted: true }, { postcode: '8200' }, [
    { code: 'postcode-differs', facts: { left: 3 }, path: '/postcode' },
  ]),
  ...labelDesk,
  printed('over', { state: 'replaced', isOpen: false }),
]
