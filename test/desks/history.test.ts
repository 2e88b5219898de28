import { beginning, sealed, type JournalEntry } from '../../server/claims/journal.ts'
import type { JsonObject } from '../../server/base/canonical.ts'
import { factRows, rulesOf } from '../../server/desks/history-facts.ts'
import { actsOf, actsOfKind, type Paper } from '../../server/desks/history.ts'
import { locales, openTexts } from '../../server/texts/texts.ts'
import { programme } from '../programmes/samples.ts'

const texts = openTexts('templates/locales')
const under = programme()

const entry = (kind: string, second: number, actor = 'staff:7', facts: JsonObject = {}): JournalEntry =>
  sealed({
    no: second,
    at: `2019-04-01T10:00:0${second}.000Z`,
    claim: 'TI-7K3M-92QF',
    kind,
    actor,
    unit: 0,
    programme: 'a'.repeat(64),
    facts,
    previous: beginning,
  })

const paper = (text: string, second: number): Paper => ({
  kind: 'mail',
  text,
  at: `2019-04-01T10:00:0${second}.004Z`,
})

const acts = actsOf(
  [
    entry('submitted', 1, 'participant:TI-7K3M-92QF'),
    entry('paid', 5),
    entry('settled', 5),
    entry('closed', 5),
  ],
  [{ ...paper('agreement', 0), kind: 'document' }, paper('received', 1), paper('paid', 5)],
)

test('what one person did in one moment is one act, with what came of it (R95)', () => {
  expect(
    acts.map(({ entries, papers }) => [entries.map(({ kind }) => kind), papers.map(({ text }) => text)]),
  ).toEqual([
    [['submitted'], ['agreement', 'received']],
    [['paid', 'settled', 'closed'], ['paid']],
  ])
})

test.each([
  { kind: undefined, kept: 2 },
  { kind: 'money' as const, kept: 1 },
  { kind: 'way' as const, kept: 0 },
  { kind: 'papers' as const, kept: 2 },
])('of kind $kind there are $kept acts', ({ kind, kept }) => {
  expect(actsOfKind(acts, kind)).toHaveLength(kept)
})

test('facts are told in words; numbers of rows and hashes are left out', () => {
  const facts = {
    run: 3,
    payable: 'SB-1',
    amountMinor: 150_000,
    paidOn: '2019-05-02',
    contentHash: 'f00',
    audit: 4,
  }
  const speaker = { texts: texts('en'), programme: under, findings: [] }
  expect(factRows({ facts }, speaker).map(({ value }) => value.replaceAll('\u00a0', ' '))).toEqual([
    'DKK 1,500.00',
    '2 May 2019',
    'SB-1',
    '3',
  ])
})

test('the rule is the one that decided, the one of the deadline, or one that the terms have of such an act', () => {
  const clock = under.clocks[0]
  expect(
    rulesOf({ kind: 'approved', facts: { quotes: [{ rule: 'R16' }, { rule: 'R16' }] } }, under),
  ).toHaveLength(1)
  expect(rulesOf({ kind: 'lapsed', facts: { clock: clock?.id ?? '' } }, under)[0]?.rule).toBe(clock?.rule)
  expect(rulesOf({ kind: 'scanned', facts: {} }, under)).toEqual([])
})

test.each(locales)('every fact that is told has its label in %s', (locale) => {
  const all = {
    verdict: 'match',
    outcome: 'done',
    days: 1,
    reason: 'hazard',
    amountMinor: 1,
    leftMinor: 1,
    costMinor: 1,
    date: '2019-05-02',
    visit: 1,
    fault: 'carrier',
    sscc: '1',
    weightGrams: 1,
    invoice: '1',
    credit: '1',
    lines: [1, 2],
    code: 'AC04',
    offer: { amountMinor: 1 },
  }
  const rows = factRows({ facts: all }, { texts: texts(locale), programme: under, findings: [] })
  expect(rows).toHaveLength(Object.keys(all).length)
})
