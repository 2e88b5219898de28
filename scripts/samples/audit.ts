/** Sample data of the audit bench and of the pages around it. */
import { answers, hazards, residues, signatures } from '../../server/audit/finding.ts'
import { checkIds, photoKinds } from '../../server/programmes/schema/audit.ts'
import type { Texts } from '../../server/texts/texts.ts'
import { formView } from '../../server/web/form-view.ts'
import { deskPage, type Sample } from './sample.ts'

const companies = [
  'Jørgensen & Søn A/S',
  'Aarhus Tekniske Gymnasium',
  'Nordhavn Arkitekter ApS',
  'Vestjysk Landbo',
]

const said = (texts: Texts, area: string, values: readonly string[]) =>
  values.map((value) => ({ value, text: texts.text(`desk.${area}.${value}`) }))

const ofAll = (choices: { value: string; text: string }[], categories: readonly string[]) =>
  choices.map((choice, place) => ({ ...choice, categories: place === 2 ? ['mobile'] : categories }))

const bench = (texts: Texts, appeal: boolean): Readonly<Record<string, unknown>> => ({
  page: deskPage('audit'),
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
    receivedOn: '2026-12-03',
    payBy: '2027-01-17',
    ended: false,
    ...(appeal && { appeal: { href: '#pack' } }),
  },
  turn: '0123456789abcdef',
  categories: [
    { value: 'tower', text: 'Tower workstation', guide: 'guide-tower.svg' },
    { value: 'small', text: 'Small desktop workstation', guide: 'guide-small.svg' },
    { value: 'mobile', text: 'Mobile workstation (laptop)', guide: 'guide-mobile.svg' },
  ],
  checks: ofAll(said(texts, 'check', checkIds.slice(0, 9)), ['tower', 'small', 'mobile']),
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
  action: '#audit',
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

export const auditSamples: readonly Sample[] = [
  {
    name: 'audit-queue',
    template: 'desk/audit-queue',
    values: () => ({
      page: deskPage('audit'),
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
  { name: 'audit', template: 'desk/audit', values: (texts) => bench(texts, false) },
  { name: 'audit-appeal', template: 'desk/audit', values: (texts) => bench(texts, true) },
]
