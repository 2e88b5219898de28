/** Sample data of the receiving desk, once for every look that a verdict has. */
import { unidentifiedKinds } from '../../server/shipping/unidentified-store.ts'
import type { Texts } from '../../server/texts/texts.ts'
import { formView } from '../../server/web/form-view.ts'
import { deskPage, photos, publicPage, type Sample, timeZone } from './sample.ts'

const reference = 'TI-7K3M-92QF'
const [one, other] = ['095212340000000013', '095212340000000020']

const foundKinds = ({ text }: Texts) =>
  unidentifiedKinds.map((value) => ({ value, text: text(`desk.unidentified.kind.${value}`) }))

const scans = [
  {
    id: 5,
    scanned: one,
    at: '2026-12-03T08:41:00.000Z',
    reference,
    href: '#1',
    tone: 'good',
    code: 'received',
  },
  {
    id: 4,
    scanned: one,
    at: '2026-12-03T08:40:00.000Z',
    reference,
    href: '#1',
    tone: 'again',
    code: 'already-received',
    undone: true,
  },
  { id: 3, scanned: 'JD014600003828', at: '2026-12-03T08:38:00.000Z', tone: 'unknown', code: 'not-expected' },
]

const facts = {
  reference,
  scanned: one,
  missing: 2,
  count: 2,
  cage: 'CAGE-7',
  length: 1000,
  day: '20 November 2026',
  at: '3 December 2026 at 09:41',
  who: 'Mette Holm',
}
const claim = { reference, href: '#1' }
const devices = ['Dell Precision 3660, 7XK2J01', 'HP Z2 G5, CZC1234567']

const receive = (name: string, verdict?: object, cage = ''): Sample => ({
  name: `receive-${name}`,
  template: 'desk/receive',
  values: (texts) => ({
    page: deskPage('receive'),
    form: formView({ area: 'desk', texts }),
    staffId: 7,
    verdict: verdict && { facts, ...verdict },
    recent: verdict ? scans : [],
    cage,
    timeZone,
  }),
})

const good = { tone: 'good', code: 'received', ...claim, devices }
const notExpected = { tone: 'unknown', code: 'not-expected', bench: '#1', pallet: other }

export const receivingSamples: readonly Sample[] = [
  receive('first'),
  receive('good', good, 'CAGE-7'),
  receive('part', {
    ...good,
    code: 'received-part',
    waiting: [
      { no: 2, sscc: other, devices: devices[1] },
      { no: 3, sscc: '095212340000000037', devices: '' },
    ],
  }),
  receive('overdue', { tone: 'wait', code: 'overdue', ...claim, devices }),
  receive('again', { tone: 'again', code: 'already-received', ...claim, devices }),
  receive('not-expected', notExpected),
  receive('several', {
    tone: 'act',
    code: 'several',
    choices: [one, other].map((sscc, place) => ({ sscc, no: place + 1, reference, devices: devices[place] })),
  }),
  receive('void', { tone: 'bad', code: 'void', ...claim, devices }),
  receive('replaced', { tone: 'bad', code: 'label-replaced', ...claim, devices }),
  receive('too-long', { tone: 'unknown', code: 'too-long' }),
  receive('forged', { tone: 'bad', code: 'forged' }),
  receive('joined', {
    tone: 'act',
    code: 'joined',
    parts: [
      { ...good, facts },
      { tone: 'bad', code: 'void', facts, ...claim },
    ],
  }),
  receive(
    'cage',
    { tone: 'act', code: 'cage-open', cage: 'CAGE-7', inside: [{ sscc: one, reference }] },
    'CAGE-7',
  ),
  receive('cage-closed', {
    tone: 'act',
    code: 'cage-closed',
    cage: 'CAGE-7',
    inside: [{ sscc: one, reference }],
  }),
  {
    name: 'receive-offline',
    template: 'desk/receive-offline',
    values: (texts) => ({ page: publicPage, form: formView({ area: 'desk', texts }), staffId: 0 }),
  },
  { name: 'offline', template: 'desk/offline', values: () => ({ page: publicPage }) },
  {
    name: 'unidentified-offline',
    template: 'desk/unidentified-offline',
    values: (texts) => ({
      page: publicPage,
      form: formView({ area: 'desk.unidentified', texts }),
      kinds: foundKinds(texts),
      kept: [],
      staffId: 0,
    }),
  },
  {
    name: 'unidentified',
    template: 'desk/unidentified',
    values: (texts) => ({
      page: deskPage('receive'),
      form: formView({ area: 'desk.unidentified', texts, typed: { _place: 'new', code: 'JD014600003828' } }),
      kinds: foundKinds(texts),
      mayShelve: true,
      kept: [],
      staffId: 1,
      entries: [
        {
          id: 12,
          name: 'UG-12',
          kind: 'nobodys',
          shelf: 'B-4',
          serial: '7XK2J01',
          note: 'Power cord in a bag of its own.',
          foundAt: '2026-12-03T08:41:00.000Z',
          photos: [photos[0]],
          suggestions: [{ reference, sscc: one }],
        },
        {
          id: 11,
          name: 'UG-11',
          kind: 'no-label',
          shelf: 'B-3',
          foundAt: '2026-12-02T08:41:00.000Z',
          photos: [photos[1]],
          suggestions: [],
          match: { ...claim, at: '2026-12-03T08:50:00.000Z' },
        },
      ],
      timeZone,
    }),
  },
]
