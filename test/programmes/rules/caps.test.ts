import type { Cap } from '../../../server/programmes/programme.ts'
import { withinCaps } from '../../../server/programmes/rules/caps.ts'
import { ask, facts, application, programme, said, units } from '../samples.ts'

const cap = (changes: Partial<Cap> = {}): Cap => ({
  id: 'combinations',
  rule: 'R15',
  measure: 'count',
  key: 'participant',
  window: 'programme',
  limit: 5,
  excess: 'refuse',
  ...changes,
})

/** The rule's answer when so much was used before. */
function used(before: number, asked: number, changes: Partial<Cap> = {}) {
  const under = { caps: [cap(changes)] }
  const of = application({ units: units(asked) })
  const names = Object.keys(facts({}, { of, under: programme(under) }).capUse)
  const capUse = Object.fromEntries(names.map((name) => [name, before]))
  return ask(withinCaps, { application: of, programme: under, facts: { capUse } })
}

test.each([
  { before: 0, asked: 5, outcome: 'pass cap-within' },
  { before: 0, asked: 6, outcome: 'fail cap-exceeded' },
  { before: 1, asked: 5, outcome: 'fail cap-exceeded' },
  { before: 4, asked: 1, outcome: 'pass cap-within' },
  { before: 5, asked: 1, outcome: 'fail cap-exceeded' },
])('$before before and $asked now: $outcome (R15)', ({ before, asked, outcome }) => {
  expect(said(used(before, asked))).toEqual([outcome])
})

test.each([
  { before: 0, asked: 5, outcome: 'pass cap-within' },
  { before: 5, asked: 1, outcome: 'fail cap-exceeded' },
])('per end customer: $before before and $asked now: $outcome (R53)', ({ before, asked, outcome }) => {
  const [finding] = used(before, asked, { rule: 'R53', key: 'end-customer' })
  expect(finding).toMatchObject({ rule: 'R53', facts: { per: 'customer' } })
  expect(said([finding!])).toEqual([outcome])
})

test.each([
  { before: 0, asked: 2, granted: 300_000, outcome: 'pass money-cap-within' },
  { before: 15_000, asked: 2, granted: 300_000, outcome: 'pass money-cap-within' },
  { before: 15_001, asked: 2, granted: 299_999, outcome: 'pass money-cap-cut' },
  { before: 315_000, asked: 1, granted: 0, outcome: 'fail money-cap-exceeded' },
])(
  '$before paid before, $asked at 150000: $outcome $granted (R61)',
  ({ before, asked, granted, outcome }) => {
    const [finding] = used(before, asked, { rule: 'R61', measure: 'money', limit: 315_000, excess: 'cut' })
    expect(finding).toMatchObject({ facts: { grantedMinor: granted } })
    expect(said([finding!])).toEqual([outcome])
  },
)

test.each([
  { before: 4, asked: 1, granted: 1, outcome: 'pass cap-within' },
  { before: 4, asked: 2, granted: 1, outcome: 'pass cap-cut' },
  { before: 5, asked: 1, granted: 0, outcome: 'fail cap-exceeded' },
])(
  'cancelled beyond 5: $before before, $asked now: $outcome (R93)',
  ({ before, asked, granted, outcome }) => {
    const [finding] = used(before, asked, { excess: 'cancel' })
    expect(finding).toMatchObject({ facts: { granted } })
    expect(said([finding!])).toEqual([outcome])
  },
)

test.each([
  { asked: 15, outcome: 'pass cap-within' },
  { asked: 16, outcome: 'fail cap-exceeded' },
])('a claim of $asked products: $outcome (R61)', ({ asked, outcome }) => {
  expect(said(used(0, asked, { rule: 'R61', key: 'claim', limit: 15 }))).toEqual([outcome])
})

test('a limit never silently does not apply: use that was not counted is a bug (R93)', () => {
  expect(() => ask(withinCaps, { facts: { capUse: {} } })).toThrow('use of cap combinations was not counted')
})

test('a programme without caps says so (R93)', () => {
  expect(said(ask(withinCaps, { programme: { caps: [] } }))).toEqual(['pass no-caps'])
})
