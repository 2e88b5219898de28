/** Sample data of the audit bench and of the pages around it. */
import { answers, hazards, residues, signatures } from '../../server/audit/finding.ts'
import { checkIds, photoKinds } from '../../server/programmes/schema/audit.ts'
import { qrPicture } from '../../server/documents/barcode.ts'
import type { Texts } from '../../server/texts/texts.ts'
import { drawChart } from '../../server/web/chart.ts'
import { formView } from '../../server/web/form-view.ts'
import { deskPage, publicPage, type Sample } from './sample.ts'

const companies = [
  'Jørgensen & Søn A/S',
  'Aarhus Tekniske Gymnasium',
  'Nordhavn Arkitekter ApS',
  'Vestjysk Landbo',
]

const said = (texts: Texts, area: string, values: readonly string[]) =>
  values.map((value) => ({ value, text: texts.text(`desk.${area}.${value}`) }))

const bench = (texts: Texts, appeal: boolean): Readonly<Record<string, unknown>> => ({
  page: deskPage('audit'),
  staffId: 1,
  hint: 'bench',
  unit: {
    reference: 'TI-7K3M-92QF',
    position: 2,
    product: 'ThinkStation P5',
    declared: [
      { key: 'Model', value: 'Dell Precision 3660' },
      { key: 'Category', value: 'Tower workstation' },
      { key: 'Serial number', value: '7XK2J01', classes: 'code' },
      { key: 'Condition', value: 'Works, normal signs of use' },
      { key: 'Weight', value: '12 kg' },
    ],
    serial: '7XK2J01',
    erasure: !appeal,
    reports: appeal
      ? []
      : [{ name: 'report.xml', of: 'Blancco, NIST 800-88 Purge', result: 'erased', match: 'serial-matches' }],
    receivedOn: '2026-12-03',
    payBy: '2027-01-17',
    ended: false,
    ...(appeal && {
      appeal: { href: '#pack', words: 'The scratch was there when we bought it, and the lid closes.' },
    }),
  },
  turn: '0123456789abcdef',
  categories: [
    { value: 'tower', text: 'Tower workstation', guide: 'guide-tower.svg' },
    { value: 'small', text: 'Small desktop workstation', guide: 'guide-small.svg' },
    { value: 'mobile', text: 'Mobile workstation (laptop)', guide: 'guide-mobile.svg' },
  ],
  checks: checkIds.slice(0, 9).map((value, place) => ({
    value,
    text: texts.text(`desk.fields.checks.${value}.label`),
    categories: place === 2 ? ['mobile'] : ['tower', 'small', 'mobile'],
  })),
  answers: said(texts, 'answer', answers),
  grades: [
    { value: 'a', text: 'A: as new, no marks' },
    { value: 'b', text: 'B: normal signs of use' },
    { value: 'c', text: 'C: clearly worn, scratched or dented' },
  ],
  accessories: [
    { value: 'power', text: 'Power cord', categories: ['tower'] },
    { value: 'adapter', text: 'Power adapter', categories: ['mobile'] },
  ],
  residues: said(texts, 'residue', residues),
  hazards: said(texts, 'hazard', hazards),
  signatures: said(texts, 'signature', signatures),
  photoKinds: said(texts, 'photo-kind', photoKinds),
  kept: appeal ? [] : [{ id: 'p1', name: 'serial.jpg', kind: 'audit-serial' }],
  action: '/desk/audit/TI-7K3M-92QF/1',
  form: formView({
    area: 'desk',
    texts,
    ...(!appeal && {
      typed: { make: 'Dell', category: 'tower', 'checks.power-on': 'yes' },
      faults: [
        { code: 'check-unanswered', path: '/checks/ports' },
        { code: 'no-audit-damage-photo', path: '/photos' },
      ],
    }),
  }),
})

const counts: Readonly<Record<string, readonly { label: string; count: number }[]>> = {
  throughput: Array.from({ length: 30 }, (_, day) => ({ label: `${day + 1}/11`, count: (day * 7) % 11 })),
  age: ['0–8', '9–17', '18–26', '27–35', '36–44', '45+'].map((label, place) => ({
    label,
    count: 12 - 2 * place,
  })),
  reason: [
    { label: 'The condition is another than declared.', count: 14 },
    {
      label: 'An accessory that belongs to the device, such as the power supply, was not in the box.',
      count: 9,
    },
    { label: 'Data were still on the device.', count: 3 },
  ],
  make: ['Dell', 'HP', 'Lenovo', 'Fujitsu'].map((label, place) => ({ label, count: 11 - 3 * place })),
}

const shapeOf = (name: string) => (name === 'throughput' || name === 'age' ? 'standing' : 'lying')

/** As the server draws them, in the words of whoever looks. */
const drawnSections = async (texts: Texts): Promise<{ sections: object[] }> => ({
  sections: await Promise.all(
    Object.entries(counts).map(async ([name, rows]) => {
      const title = texts.text(`audit.floor.${name}.title`)
      const points = rows.map(({ label, count }) => ({ label, value: count }))
      const facts = { title, labels: '', values: texts.text('audit.floor.devices'), points }
      return {
        ...sectionOf(name, texts),
        chart: await drawChart(shapeOf(name), facts),
        counts: rows,
        total: 1,
      }
    }),
  ),
})

const sectionOf = (name: string, texts: Texts) => ({
  name,
  title: texts.text(`audit.floor.${name}.title`),
  label: texts.text(`audit.floor.${name}.label`),
})

const emptySections = (texts: Texts) =>
  Object.keys(counts).map((name) => ({ ...sectionOf(name, texts), chart: '', counts: [], total: 0 }))

const floorFacts = {
  page: deskPage('floor'),
  span: 30,
  spans: [7, 30, 90],
  daysToPay: 45,
  sections: [],
  auditors: [
    { name: 'Mette Holm', looks: 120, differences: 31, repeated: 9, agreed: 8 },
    { name: 'Jonas Weber', looks: 98, differences: 22, repeated: 6, agreed: 6 },
  ],
  categories: [
    { category: 'Tower workstation', pairs: 11, agreed: 10, kappa: '0.84' },
    { category: 'Mobile workstation (laptop)', pairs: 4, agreed: 4, kappa: '–' },
  ],
}

const emptyFloor: Sample['values'] = (texts) => ({
  ...floorFacts,
  sections: emptySections(texts),
  auditors: [],
  categories: [],
})

export const auditSamples: readonly Sample[] = [
  {
    name: 'audit-queue',
    template: 'desk/audit-queue',
    values: () => ({
      page: deskPage('audit'),
      staffId: 1,
      hint: 'queue',
      units: companies.map((company, place) => ({
        reference: `TI-${place}K3M-92Q${place}`,
        position: 1,
        href: '#',
        device: 'Dell Precision 3660',
        serial: `7XK2J0${place}`,
        company,
        receivedOn: '2026-12-03',
        payBy: '2027-01-17',
        late: place === 0,
        appeal: place === 1,
        isolated: place === 2,
        ended: place === 3,
      })),
    }),
  },
  {
    name: 'audit-offline',
    template: 'desk/audit-offline',
    values: () => ({ page: publicPage, staffId: 0, hint: 'queue' }),
  },
  { name: 'audit', template: 'desk/audit', values: (texts) => bench(texts, false) },
  {
    name: 'audit-phone',
    template: 'desk/audit',
    values: (texts) => ({
      ...bench(texts, true),
      phone: { picture: qrPicture('https://backhaul.example/phone/x7'), url: '#phone', minutes: 15 },
    }),
  },
  { name: 'floor', template: 'desk/floor', values: () => floorFacts, drawn: drawnSections },
  { name: 'floor-empty', template: 'desk/floor', values: emptyFloor },
  {
    name: 'phone-photos',
    template: 'phone-photos',
    values: (texts) => ({
      page: publicPage,
      reference: 'TI-7K3M-92QF',
      unit: 2,
      action: '/phone/3q2-7wAAAAAAAAAAAAAAAA',
      photoKinds: said(texts, 'photo-kind', photoKinds),
      form: formView({ area: 'desk', texts, faults: [{ code: 'file-missing', path: '/photos' }] }),
    }),
  },
  { name: 'phone-sent', template: 'phone-sent', values: () => ({ page: publicPage }) },
  { name: 'audit-appeal', template: 'desk/audit', values: (texts) => bench(texts, true) },
]

/** What the station of the sample `audit-offline` has taken along. */
export const takenSample = {
  forms: {},
  devices: companies.map((_, place) => ({
    reference: `TI-${place}K3M-92Q${place}`,
    unit: 1,
    title: `TI-${place}K3M-92Q${place} / 1`,
    device: 'Dell Precision 3660',
    serial: `7XK2J0${place}`,
    codes: [],
  })),
}
