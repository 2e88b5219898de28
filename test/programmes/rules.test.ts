import fc from 'fast-check'
import { applicationSchema, type Application } from '../../server/programmes/application.ts'
import {
  incompleteOf,
  judge,
  rules,
  verdictOf,
  type Finding,
  type Outcome,
} from '../../server/programmes/rules.ts'
import { findingCodes } from '../../server/programmes/rules/codes.ts'
import { application, day, facts, programme, unit } from './samples.ts'

const outcomes = (...all: Outcome[]): Finding[] =>
  all.map((outcome) => ({ rule: 'R1', clause: '1', code: 'complete', outcome, path: '', facts: {} }))

test.each<[Outcome[], string]>([
  [['pass', 'pass'], 'approve'],
  [['pass', 'review'], 'review'],
  [['review', 'missing'], 'incomplete'],
  [['missing', 'fail', 'review'], 'reject'],
  [[], 'approve'],
])('%j comes to %s (R25)', (all, verdict) => {
  expect(verdictOf(outcomes(...all))).toBe(verdict)
})

test('the sample passes every rule, and every rule answers', () => {
  const context = { application: application(), programme: programme(), facts: facts() }
  expect(rules.map((rule) => rule(context).length > 0)).toEqual(rules.map(() => true))
  expect(verdictOf(judge(context.application, context.programme, context.facts))).toBe('approve')
})

test('a decision shows everything at once, not only the first obstacle (R96)', () => {
  const hopeless = application({
    participant: { ...application().participant, kind: 'channel-partner', email: '' },
    purchase: { boughtOn: '2035-01-01', sellerName: '', invoiceNumber: 'F-1' },
    declarations: [],
  })
  const findings = judge(hopeless, programme(), facts({ blocked: true }, { of: hopeless }))
  const failed = findings.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule)
  expect(failed).toEqual(['R5', 'R30', 'R18', 'R20'])
  expect(incompleteOf(findings).length).toBeGreaterThan(application().declarations.length)
})

/** Every place in the sample that holds a typed text or a weight. */
const places = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) => places(part, [...path, key]))
    : [path]

const fixed = ['programme', 'locale', 'participant.kind', 'participant.vatStatus']
const blanks = places(application()).filter((path) => !fixed.includes(path.join('.')))

test.each(blanks.map((path) => path.join('.')))(
  'without %s an application is at most incomplete, never rejected (R25)',
  (path) => {
    const of = blanked(application(), path.split('.'))
    const verdict = verdictOf(judge(of, programme(), facts({}, { of })))
    expect(verdict).toBe(optional.some((field) => path.endsWith(field)) ? 'approve' : 'incomplete')
  },
)

const optional = ['partNumber']

function blanked(of: Application, path: readonly string[]): Application {
  const copy: unknown = structuredClone(of)
  const holder = path
    .slice(0, -1)
    .reduce((part, key) => (part as Record<string, unknown>)[key], copy) as Record<string, unknown>
  const last = path.at(-1) ?? ''
  holder[last] = typeof holder[last] === 'number' ? 0 : ''
  return applicationSchema.parse(copy)
}

const text = fc.oneof(
  fc.constant(''),
  fc.string({ maxLength: 30, unit: 'grapheme' }),
  fc.constantFrom('DK', 'P330', 'tower', 'HP'),
)

/** Any application that the schema lets in. */
const anyApplication: fc.Arbitrary<Application> = fc
  .record({
    boughtOn: fc.oneof(
      fc.constant(''),
      fc.integer({ min: 0, max: 6000 }).map((days) => day('2010-01-01').add({ days }).toString()),
    ),
    typed: fc.array(text, { minLength: 10, maxLength: 10 }),
    country: fc.constantFrom('', 'DK', 'SE'),
    hasDevice: fc.boolean(),
    count: fc.integer({ min: 1, max: 8 }),
    weightGrams: fc.integer({ min: 0, max: 100_000 }),
  })
  .map(({ boughtOn, typed, country, hasDevice, count, weightGrams }) => {
    const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = '', i = '', j = ''] = typed
    const one = {
      product: { model: a, serial: b },
      ...(hasDevice && { device: { category: c, make: d, model: e, serial: f, condition: g, weightGrams } }),
    }
    return applicationSchema.parse({
      ...application(),
      participant: {
        ...application().participant,
        address: { street: h, postcode: i.slice(0, 12), city: j, country },
      },
      purchase: { boughtOn, sellerName: h, invoiceNumber: i },
      units: Array.from({ length: count }, () => one),
    })
  })

test('whatever is sent in: every rule answers in known words, the same each time, and never throws', () => {
  fc.assert(
    fc.property(anyApplication, (of) => {
      const known = facts({}, { of })
      const findings = judge(of, programme(), known)
      expect(judge(of, programme(), known)).toEqual(findings)
      expect(findings.every(({ code }) => findingCodes.includes(code))).toBe(true)
      expect(findings.every(({ rule, clause }) => /^R\d+$/.test(rule) && clause !== '')).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('what is approved is inside every limit: nothing missing, nothing late, nothing over a cap', () => {
  const goodUnit = fc
    .integer({ min: 1, max: 9 })
    .map((count) => Array.from({ length: count }, (_, n) => unit(n + 1)))
  const before = fc.integer({ min: 0, max: 6 })
  const bought = fc.integer({ min: -40, max: 1000 }).map((days) => day('2018-10-01').add({ days }).toString())
  fc.assert(
    fc.property(goodUnit, before, bought, (units, used, boughtOn) => {
      const of = application({ units, purchase: { ...application().purchase, boughtOn } })
      const known = facts({ submittedOn: day('2021-06-30') }, { of })
      const capUse = Object.fromEntries(Object.keys(known.capUse).map((name) => [name, used]))
      const isApproved = verdictOf(judge(of, programme(), { ...known, capUse })) === 'approve'
      const isWithin = used + units.length <= 5 && boughtOn >= '2018-10-01' && boughtOn <= '2021-03-31'
      expect(isApproved).toBe(isWithin)
    }),
    { numRuns: 300 },
  )
})
