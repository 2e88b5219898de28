/** Sample data of the programme manager's pages, made from a real programme file. */
import { readFileSync } from 'node:fs'
import type { Replay, ReplayChange } from '../../server/claims/replay-store.ts'
import type { WhatIfSums } from '../../server/claims/what-if-sums.ts'
import { whatIfValues } from '../../server/desks/what-if-view.ts'
import { figureValues, periods } from '../../server/desks/figures-view.ts'
import { mistakesView } from '../../server/desks/mistakes-view.ts'
import { wordsOf } from '../../server/desks/programme-version-view.ts'
import { changes } from '../../server/programmes/differences.ts'
import { textsOfFile } from '../../server/programmes/file-texts.ts'
import { lineDiff } from '../../server/programmes/line-diff.ts'
import { parseProgramme, plainSource, versionOf } from '../../server/programmes/source.ts'
import type { Texts } from '../../server/texts/texts.ts'
import { formView } from '../../server/web/form-view.ts'
import { deskPage, type Sample } from './sample.ts'

const source = readFileSync('templates/programmes/smart-collaboration-trade-in.yaml', 'utf8')
const programme = parseProgramme(source)
const hash = versionOf(source)
const loads = [
  { at: '2026-10-01T06:00:00.000Z', by: 'the house itself', part: 'loaded' },
  { at: '2026-11-12T09:30:00.000Z', by: 'Mette Holm', part: 'loaded' },
  { at: '2026-11-12T09:30:00.000Z', by: 'Søren Dahl', part: 'wrote' },
]

const versions = ['2024-2025', '2024-2025 dearer'].map((edition, place) => ({
  edition,
  hash: `${place}${hash.slice(0, 11)}`,
  href: '/desk/programmes/versions/9f2c1a7b3d4e',
  isCurrent: place === 1,
  running: 12 * (place + 1),
  all: 4210 - place * 3900,
  loads,
  purchases: programme.purchaseWindow,
  applications: programme.applicationWindow,
}))

const saves = [
  { revision: 1, by: 'Mette Holm', at: '2026-11-20T09:30:00.000Z' },
  { revision: 2, by: 'Mette Holm', at: '2026-11-20T10:12:00.000Z' },
]
const dearer = source.replace('amountMinor: 40000', 'amountMinor: 35000').replace('limit: 5', 'limit: 10')
const broken = source
  .replace('amountMinor: 40000', 'amountMinor: dear')
  .replace('locales: [en]', 'locales: [en, de]')

const draft = (texts: Texts, text: string, state = 'open') => ({
  page: deskPage('programmes'),
  id: 3,
  programmeId: programme.id,
  href: '/desk/programmes/drafts/3',
  state,
  base: { hash: hash.slice(0, 12), href: '/desk/programmes/versions/9f2c1a7b3d4e' },
  saves,
  ...mistakesView(text, texts),
  form: formView({ area: 'programmes', texts, typed: { source: text, revision: '2' } }),
})

const changed = (texts: Texts, text: string) => ({
  ...draft(texts, text),
  revision: 2,
  mayLoad: true,
  whatIfs: [{ href: '#what-if', revision: 2, total: 4210, by: 'Mette Holm', at: saves[1]?.at }],
  versions: [{ value: hash, text: `2024-2025 ${hash.slice(0, 12)}`, isCurrent: true, isChosen: true }],
  settings: changes(plainSource(source), plainSource(text)),
  hunks: lineDiff(source, text),
})

const reason = (rule: string, clause: string, code: string) => ({ rule, clause, code })

const sums: WhatIfSums = {
  claims: 4210,
  changed: 385,
  beforeMinor: 112_480_000,
  afterMinor: 108_955_000,
  shifts: [
    {
      before: 'approved',
      after: 'approved',
      claims: 4030,
      beforeMinor: 108_980_000,
      afterMinor: 107_480_000,
    },
    { before: 'approved', after: 'refused', claims: 84, beforeMinor: 2_025_000, afterMinor: 0 },
    { before: 'approved', after: 'review', claims: 61, beforeMinor: 1_475_000, afterMinor: 1_475_000 },
    { before: 'rejected', after: 'review', claims: 35, beforeMinor: 0, afterMinor: 0 },
  ],
  reasons: [
    { ...reason('R53', '5', 'cap-exceeded'), claims: 84, byMinor: -2_025_000 },
    { ...reason('R16', '5', 'room-system-working'), claims: 205, byMinor: -1_500_000 },
    { ...reason('R12', '2', 'device-not-listed'), claims: 96, byMinor: 0 },
  ],
}

const replay: Replay = {
  id: 7,
  draftId: 3,
  revision: 2,
  state: 'ready',
  upTo: 40_000,
  total: 4210,
  done: 4210,
  after: 4210,
  madeBy: 'staff:1',
  madeAt: '2026-11-20T10:20:00.000Z',
}

const changedClaims: readonly ReplayChange[] = ['SC-7K3M-92QF', 'SC-2B4C-66D8'].map((reference, place) => ({
  reference,
  before: 'approved',
  after: place === 0 ? 'refused' : 'approved',
  beforeMinor: 40_000,
  afterMinor: place * 35_000,
  ...reason(place === 0 ? 'R53' : 'R16', '5', place === 0 ? 'cap-exceeded' : 'room-system-working'),
}))

/** What the trial of a draft found, in the words of `texts`. */
const whatIfFound = (texts: Texts) => whatIfValues({ ...replay, sums }, programme, changedClaims, texts)

/** The figures of some weeks, in the words of `texts`. */
const figuresFound = (texts: Texts) =>
  figureValues(
    {
      categories: [
        { category: 'room-system', units: 214, declaredMinor: 8_560_000, foundMinor: 7_905_000 },
        { category: 'camera-bar', units: 131, declaredMinor: 2_620_000, foundMinor: 2_515_000 },
      ],
      reductions: [
        { reasons: ['accessory-missing'], units: 31, byMinor: 310_000 },
        { reasons: ['power-on-failed'], units: 12, byMinor: 420_000 },
        { reasons: ['category-differs', 'accessory-missing'], units: 3, byMinor: 30_000 },
      ],
      areas: [
        ...['10', '20', '22', '40', '50', '69'].map((area, place) => ({
          country: 'DE',
          area,
          pickups: 40 - place * 6,
        })),
        ...['10', '11', '31'].map((area, place) => ({ country: 'NL', area, pickups: 9 - place * 2 })),
      ],
    },
    programme,
    texts,
  )

const figuresAsked = {
  page: deskPage('figures'),
  programmes: [{ value: programme.id, text: 'Smart Collaboration 2024-2025', isChosen: true }],
  periods,
  period: 365,
}

export const programmeSamples: readonly Sample[] = [
  {
    name: 'programmes',
    template: 'desk/programmes',
    values: () => ({
      page: deskPage('programmes'),
      programmes: [{ id: programme.id, name: programme.name.en, summary: programme.summary.en, versions }],
      drafts: [
        {
          id: 3,
          programmeId: programme.id,
          href: '/desk/programmes/drafts/3',
          by: 'Mette Holm',
          at: saves[1]?.at,
        },
      ],
    }),
  },
  {
    name: 'programmes-none',
    template: 'desk/programmes',
    values: () => ({ page: deskPage('programmes'), programmes: [] }),
  },
  {
    name: 'programme-version',
    template: 'desk/programme-version',
    values: (texts) => ({
      page: deskPage('programmes'),
      hash,
      mayWrite: true,
      href: '/desk/programmes/versions/9f2c1a7b3d4e',
      edition: programme.edition,
      isCurrent: true,
      running: 12,
      all: 4210,
      loads,
      texts: textsOfFile(plainSource(source)),
      ...wordsOf(programme, texts),
    }),
  },
  {
    name: 'programme-draft',
    template: 'desk/programme-draft',
    values: (texts) => ({ ...draft(texts, broken), isUnsaved: true }),
  },
  {
    name: 'programme-draft-loaded',
    template: 'desk/programme-draft',
    values: (texts) => ({
      ...draft(texts, dearer, 'loaded'),
      became: '/desk/programmes/versions/9f2c1a7b3d4e',
    }),
  },
  {
    name: 'programme-changes',
    template: 'desk/programme-changes',
    values: (texts) => changed(texts, dearer),
  },
  {
    name: 'programme-changes-none',
    template: 'desk/programme-changes',
    values: (texts) => changed(texts, source),
  },
  {
    name: 'programme-changes-apart',
    template: 'desk/programme-changes',
    values: (texts) => ({ ...changed(texts, source), settings: undefined, isTooFar: true }),
  },
  { name: 'figures', template: 'desk/figures', values: () => figuresAsked, drawn: figuresFound },
  { name: 'figures-none', template: 'desk/figures', values: () => figuresAsked },
  {
    name: 'what-if',
    template: 'desk/what-if',
    values: () => ({ page: deskPage('programmes'), programmeId: programme.id }),
    drawn: whatIfFound,
  },
  {
    name: 'what-if-running',
    template: 'desk/what-if',
    values: (texts) => ({
      page: deskPage('programmes'),
      programmeId: programme.id,
      href: '#what-if',
      eventsHref: '/events',
      draft: { id: 3, revision: 2, href: '/desk/programmes/drafts/3' },
      asOf: texts.text('programmes.what-if.as-of', { at: '20 November 2026, 11:20' }),
      total: 100_000,
      done: 41_250,
    }),
  },
  {
    name: 'programme-file',
    template: 'desk/programme-file',
    values: () => ({
      page: deskPage('programmes'),
      id: programme.id,
      edition: programme.edition,
      hash: hash.slice(0, 12),
      href: '/desk/programmes/versions/9f2c1a7b3d4e',
      lines: source.split('\n').slice(0, 60),
    }),
  },
]
