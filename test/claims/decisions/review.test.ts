import { claimOf, decided, kinds, move, moves, quote, refusalOf, stages } from '../samples.ts'
import { application, device, programme, unit } from '../../programmes/samples.ts'

test('approval quotes every unit by the row that prices it (R16)', () => {
  const units = [unit(1), { ...unit(2), device: { ...device(2), category: 'mobile', model: 'ZBook 15' } }]
  const { next, events } = decided(claimOf({ application: application({ units }) }, [{}, {}]), moves.approve)
  expect(next).toMatchObject({
    state: 'approved',
    approvedAt: expect.anything(),
    units: [
      { offer: 'proposed', offered: quote },
      { offer: 'proposed', offered: { no: 1, amountMinor: 90_000, row: 'mobile-good' } },
    ],
  })
  expect(events).toMatchObject([
    {
      kind: 'approved',
      facts: {
        quotes: [
          { unit: 1, amountMinor: 150_000, row: 'tower-good', rule: 'R16' },
          { unit: 2, amountMinor: 90_000, row: 'mobile-good', rule: 'R16' },
        ],
      },
    },
  ])
})

test('a device that no row prices is not approved: no row, no promise (R16)', () => {
  const without = programme({ values: { ...programme().values, rows: [] } })
  expect(() => decided(claimOf(), moves.approve, without)).toThrow(
    expect.objectContaining({ faults: [expect.objectContaining({ code: 'no-value', path: '/units/0' })] }),
  )
})

/** The unit once it is approved again, declared so and standing so. */
const again = (declared: object, facts: object = stages.quoted) => {
  const changed = application({ units: [{ ...unit(), device: { ...device(), ...declared } }] })
  return decided(claimOf({ application: changed }, [facts]), moves.approve).next.units[0]
}

describe('a claim that is approved again after it was incomplete', () => {
  test('keeps the offer for what is declared as before', () => {
    expect(again({ serial: 'CZC9999', weightGrams: 11_000 })?.offered).toEqual(quote)
  })

  test('is quoted anew for what is declared anew (R16, R97)', () => {
    expect(again({ category: 'mobile', model: 'ZBook 15' })).toMatchObject({
      offer: 'proposed',
      offered: { no: 2, amountMinor: 90_000, category: 'mobile', row: 'mobile-good', rule: 'R16' },
    })
  })

  test('keeps what an audit has priced', () => {
    expect(again({ condition: 'not-working' }, stages.differs)).toMatchObject(stages.differs)
  })
})

test.each([
  ['ask', move('ask', { missing: [] }), 'nothing-asked'],
  ['reject', move('reject', { reasons: [] }), 'reason-missing'],
])('%s names what it is about (R25)', (_, made, code) => {
  expect(refusalOf(claimOf(), made)).toBe(code)
})

test('what is asked for and what is rejected for stands in the journal', () => {
  expect(decided(claimOf(), moves.ask)).toMatchObject({
    next: { state: 'incomplete' },
    events: [{ kind: 'asked', facts: { missing: ['proof-of-purchase'] } }],
  })
  expect(decided(claimOf(), moves.reject)).toMatchObject({
    next: { state: 'rejected' },
    events: [{ kind: 'rejected', facts: { reasons: ['not-eligible'] } }],
  })
})

describe('a resubmission', () => {
  const incomplete = claimOf({ state: 'incomplete' }, [{}, {}])
  const two = application({ units: [unit(1), unit(2)] })

  test('takes the place of the application (R25)', () => {
    const completed = { ...two, purchase: { ...two.purchase, invoiceNumber: 'F-2' } }
    const { next, events } = decided(incomplete, move('resubmit', { application: completed }))
    expect(next).toMatchObject({ state: 'submitted', application: completed })
    expect(events).toEqual([{ kind: 'resubmitted', facts: {} }])
  })

  test('has as many devices as before', () => {
    expect(refusalOf(incomplete, move('resubmit', { application: application() }))).toBe('units-changed')
  })

  test.each([
    ['with-participant', 'allowed'],
    ['labelled', 'allowed'],
    ['handed-over', 'device-handed-over'],
    ['at-centre', 'device-handed-over'],
  ] as const)('may declare a device anew that is %s: %s (R40)', (custody, code) => {
    const [first, second] = two.units
    if (!first || !second?.device) throw new Error('two units')
    const changed = { ...two, units: [first, { ...second, device: { ...second.device, condition: 'x' } }] }
    const claim = claimOf({ state: 'incomplete', application: two }, [{}, { custody }])
    expect(refusalOf(claim, move('resubmit', { application: changed }))).toBe(code)
  })

  test('may correct a product whose device is gone', () => {
    const [first, second] = two.units
    if (!first || !second) throw new Error('two units')
    const corrected = { ...two, units: [first, { ...second, product: { model: 'P340', serial: 'S1' } }] }
    const claim = claimOf({ state: 'incomplete', application: two }, [{}, { custody: 'at-centre' }])
    expect(refusalOf(claim, move('resubmit', { application: corrected }))).toBe('allowed')
  })
})

test.each([
  ['with-participant', 'allowed'],
  ['labelled', 'allowed'],
  ['not-applicable', 'allowed'],
  ['refused-hazard', 'allowed'],
  ['handed-over', 'title-has-passed'],
  ['in-transit', 'title-has-passed'],
  ['at-centre', 'title-has-passed'],
  ['lost', 'title-has-passed'],
] as const)('a claim with a device that is %s can be withdrawn: %s (R40)', (custody, code) => {
  expect(refusalOf(claimOf({ state: 'approved' }, [{}, { custody }]), moves.withdraw)).toBe(code)
})

test.each(['accepted', 'final', 'queued'] as const)(
  'what is %s is neither asked about nor withdrawn: its payment is on the way (R97)',
  (settlement) => {
    const claim = claimOf({ state: 'approved' }, [{ custody: 'not-applicable', settlement }])
    expect(refusalOf(claim, moves.ask)).toBe('settlement-agreed')
    expect(refusalOf(claim, moves.withdraw)).toBe('settlement-agreed')
  },
)

test.each(['approve', 'reject', 'ask', 'withdraw'] as const)('%s twice is refused by name', (kind) => {
  const { next } = decided(claimOf(), moves[kind])
  expect(refusalOf(next, moves[kind])).toBe('move-not-allowed')
  expect(kinds(decided(claimOf(), moves[kind]))).toHaveLength(1)
})
