/** Sample data of the receiving desk, once for every verdict. */
import { formView } from '../../server/web/form-view.ts'
import { deskPage, type Sample, timeZone } from './sample.ts'

const scans = [
  {
    scanned: '(00)357000000000000017',
    at: '2026-12-03T08:41:00.000Z',
    reference: 'TI-7K3M-92QF',
    href: '#1',
    tone: 'good',
    code: 'received',
  },
  {
    scanned: '(00)357000000000000017',
    at: '2026-12-03T08:40:00.000Z',
    reference: 'TI-7K3M-92QF',
    href: '#1',
    tone: 'wait',
    code: 'already-received',
  },
  { scanned: 'JD014600003828', at: '2026-12-03T08:38:00.000Z', tone: 'bad', code: 'not-expected' },
]

const receive = (name: string, verdict: object | undefined): Sample => ({
  name: `receive-${name}`,
  template: 'desk/receive',
  values: (texts) => ({
    page: deskPage('receive'),
    form: formView({ area: 'desk', texts }),
    verdict,
    recent: verdict ? scans : [],
    timeZone,
  }),
})

export const receivingSamples: readonly Sample[] = [
  receive('first', undefined),
  receive('good', {
    tone: 'good',
    code: 'received',
    facts: { reference: 'TI-7K3M-92QF' },
    reference: 'TI-7K3M-92QF',
    href: '#1',
    devices: ['Dell Precision 3660, tower, 7XK2J01', 'HP Z2 G5, tower, CZC1234567'],
  }),
  receive('not-expected', {
    tone: 'bad',
    code: 'not-expected',
    facts: { scanned: 'JD014600003828' },
    devices: [],
  }),
  receive('part', {
    tone: 'good',
    code: 'received-part',
    facts: { reference: 'TI-7K3M-92QF', missing: 3 },
    reference: 'TI-7K3M-92QF',
    href: '#1',
    devices: ['HP Z2 G5, tower, CZC1234567'],
  }),
  receive('void', {
    tone: 'bad',
    code: 'void',
    facts: { reference: 'TI-7K3M-92QF' },
    reference: 'TI-7K3M-92QF',
    href: '#1',
    devices: [],
  }),
  receive('again', {
    tone: 'wait',
    code: 'already-received',
    devices: [],
    reference: 'TI-7K3M-92QF',
    href: '#1',
  }),
]
