import { readFileSync } from 'node:fs'
import { sealed, beginning, type JournalEntry } from '../../server/claims/journal.ts'
import { stepsOf } from '../../server/portal/timeline.ts'
import { locales, openTexts } from '../../server/texts/texts.ts'
import { claimOf, stages } from '../claims/samples.ts'

const texts = openTexts('templates/locales')

const entry = (kind: string, unit = 0): JournalEntry =>
  sealed({
    no: 1,
    at: '2019-04-01T10:00:00.000Z',
    claim: 'TI-7K3M-92QF',
    kind,
    actor: 'staff:1',
    unit,
    programme: 'a'.repeat(64),
    facts: {},
    previous: beginning,
  })

const claim = claimOf({ state: 'approved' }, [stages.differs])

test('tells what happened, then what is to come, and leaves bookkeeping out', () => {
  const entries = ['submitted', 'approved', 'labelled', 'received'].map((kind) => entry(kind))
  const next = { code: 'answer', who: 'you', by: '2019-04-15' } as const
  expect(stepsOf(claim, entries, next, texts('en')).map(({ state, on }) => [state, on])).toEqual([
    ['done', undefined],
    ['done', undefined],
    ['done', undefined],
    ['now', '2019-04-15'],
    ['to-come', undefined],
    ['to-come', undefined],
  ])
})

test('names the device that it is about', () => {
  const [step] = stepsOf(claim, [entry('found-different', 1)], { code: 'paid', who: 'nobody' }, texts('en'))
  expect(step?.text).toContain('HP Z440')
})

test.each(locales)('every event of the journal has its words in %s', (locale) => {
  const moves = readFileSync('server/claims/moves.ts', 'utf8')
  const [, list = ''] = /export type EventKind =([^]*?)\n\n/.exec(moves) ?? []
  const kinds = [...list.matchAll(/'([a-z-]+)'/g)].map(([, kind = '']) => kind)
  expect(kinds.length).toBeGreaterThan(20)
  expect(kinds.filter((kind) => !texts(locale).has(`journal.${kind}`))).toEqual([])
})
