/** Sample data of the page behind a label's QR code: a label of ours, one past its day, one that is not ours. */
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

export const labelSamples: readonly Sample[] = [
  asked('asked', {}),
  asked('ours', { answer: { sha256, kind: 'invoice', drawnAt: '2026-11-24T09:14:00.000Z' } }),
  asked('foreign', { answer: { sha256 } }),
  scanned('genuine', label),
  scanned('expired', { ...label, revision: 2 }),
  scanned('no-token'),
  scanned('forged'),
]
