/** Sample data of the page behind a label's QR code: a label of ours, one past its day, one that is not ours. */
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

export const labelSamples: readonly Sample[] = [
  scanned('genuine', label),
  scanned('expired', { ...label, revision: 2 }),
  scanned('no-token'),
  scanned('forged'),
]
