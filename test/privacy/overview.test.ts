/** What was given out on a participant, as a person reads it. */
import { overviewOf } from '../../server/privacy/overview.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { openPages } from '../../server/web/page.ts'

const texts = openTexts('templates/locales')
const pages = openPages({ texts, directory: 'templates/pages', asset: (name) => name })
const at = { answer: 'accepted', answered_at: '2026-03-02T09:00:00Z', version: 'open-1' }

test('a consent is told by the words that were agreed to, or by its kind where that is all', () => {
  const consents = [
    { ...at, kind: 'terms', name: 'terms' },
    { ...at, kind: 'declaration', name: 'no-data' },
    { ...at, kind: 'declaration', name: 'older' },
  ]
  const declarations = new Map([['no-data', 'All data is deleted']])
  const gathered = { made: at.answered_at, claims: [], journal: [], files: [], declarations }
  const html = pages.render(
    'en',
    'personal-data',
    overviewOf({ ...gathered, tables: { consents } }, texts('en')),
  )
  const told = [...html.matchAll(/<li>([^<]*\(open-1\))/g)].map(([, words]) => words)
  expect(told).toEqual([
    'Terms (open-1)',
    'Declaration: All data is deleted (open-1)',
    'Declaration: older (open-1)',
  ])
})
