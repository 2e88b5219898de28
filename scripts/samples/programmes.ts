/** Sample data of the programme manager's pages, made from a real programme file. */
import { readFileSync } from 'node:fs'
import { wordsOf } from '../../server/desks/programme-version-view.ts'
import { textsOfFile } from '../../server/programmes/file-texts.ts'
import { parseProgramme, plainSource, versionOf } from '../../server/programmes/source.ts'
import { deskPage, type Sample } from './sample.ts'

const source = readFileSync('templates/programmes/smart-collaboration-trade-in.yaml', 'utf8')
const programme = parseProgramme(source)
const hash = versionOf(source)
const loads = [
  { at: '2026-10-01T06:00:00.000Z', by: 'the house itself' },
  { at: '2026-11-12T09:30:00.000Z', by: 'Mette Holm' },
]

const versions = ['2024-2025', '2024-2025 dearer'].map((edition, place) => ({
  edition,
  hash: `${place}${hash.slice(0, 11)}`,
  href: '#version',
  isCurrent: place === 1,
  running: 12 * (place + 1),
  all: 4210 - place * 3900,
  loads,
  purchases: programme.purchaseWindow,
  applications: programme.applicationWindow,
}))

export const programmeSamples: readonly Sample[] = [
  {
    name: 'programmes',
    template: 'desk/programmes',
    values: () => ({
      page: deskPage('programmes'),
      programmes: [{ id: programme.id, name: programme.name.en, summary: programme.summary.en, versions }],
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
      href: '#version',
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
    name: 'programme-file',
    template: 'desk/programme-file',
    values: () => ({
      page: deskPage('programmes'),
      id: programme.id,
      edition: programme.edition,
      hash: hash.slice(0, 12),
      href: '#version',
      lines: source.split('\n').slice(0, 60),
    }),
  },
]
