import type { ClaimState } from '../../../server/claims/machines.ts'
import { day } from '../../programmes/samples.ts'
import { answerBy, claimOf, decided, kinds, move, stages } from '../samples.ts'

const shipBy = move('lapse', { clock: 'ship-by', dueOn: day('2019-05-01') })
const pickupBy = move('lapse', { clock: 'pickup-by', dueOn: day('2019-05-16') })
const answerLapse = move('lapse', { clock: 'answer-by', dueOn: answerBy })
const payBy = move('lapse', { clock: 'pay-by', dueOn: day('2019-05-16') })

test('an approved claim that was not shipped in time is incomplete, and says of what (R21, R25)', () => {
  expect(decided(claimOf({ state: 'approved' }, [stages.quoted]), shipBy)).toMatchObject({
    next: { state: 'incomplete' },
    events: [
      { kind: 'lapsed', facts: { clock: 'ship-by', dueOn: '2019-05-01', breach: 'reject' } },
      { kind: 'asked', facts: { missing: ['not-shipped-in-time'] } },
    ],
  })
})

test('an approved claim that was not picked up in time is void (R22)', () => {
  expect(decided(claimOf({ state: 'approved' }, [stages.quoted]), pickupBy)).toMatchObject({
    next: { state: 'void' },
    events: [{ kind: 'lapsed' }, { kind: 'voided', facts: { clock: 'pickup-by', dueOn: '2019-05-16' } }],
  })
})

test('what was handed over in time goes on, what stayed behind is worth nothing (R22, R40)', () => {
  const { quoted, arrived } = stages
  const claim = claimOf({ state: 'approved' }, [arrived, quoted, { ...quoted, custody: 'refused-hazard' }])
  expect(decided(claim, shipBy)).toMatchObject({ next: claim, events: [{ kind: 'lapsed' }] })
  const { next, events } = decided(claim, pickupBy)
  expect(next.state).toBe('approved')
  expect(next.units.map(({ custody, offer }) => `${custody} ${offer}`)).toEqual([
    'at-centre proposed',
    'short-shipped declined',
    'short-shipped declined',
  ])
  expect(events).toMatchObject([{ kind: 'lapsed' }, { kind: 'left-behind', facts: { units: [2, 3] } }])
})

test.each<[ClaimState]>([['rejected'], ['void'], ['withdrawn'], ['closed'], ['incomplete']])(
  'no deadline changes a claim that is %s, but it is noted',
  (state) => {
    for (const lapse of [shipBy, pickupBy, payBy]) {
      const decision = decided(claimOf({ state }), lapse)
      expect(decision.next.state).toBe(state)
      expect(kinds(decision)).toEqual(['lapsed'])
    }
  },
)

test('an application under review is incomplete when its ship-by date passes (R21)', () => {
  expect(decided(claimOf(), shipBy).next.state).toBe('incomplete')
})

const approved = (...facts: Parameters<typeof claimOf>[1] & object) => claimOf({ state: 'approved' }, facts)

describe('the day to answer', () => {
  const { differs, arrived, proposed } = stages

  test('expires the offer and forfeits nothing (R42, R43)', () => {
    const decision = decided(approved(differs, arrived, proposed), answerLapse)
    expect(decision.next.units.map(({ offer }) => offer)).toEqual(['expired', 'proposed', 'accepted'])
    expect(decision.next.units.map(({ custody }) => custody)).toEqual(['at-centre', 'at-centre', 'kept'])
    expect(decision.events).toMatchObject([{ kind: 'lapsed' }, { kind: 'offer-expired', unit: 1 }])
    expect(kinds(decided(decision.next, move('answer')))).toEqual(['offer-accepted'])
  })

  test('is each offer its own', () => {
    const later = { ...differs, offered: { ...differs.offered, answerBy: answerBy.add({ days: 3 }) } }
    const { next } = decided(approved(differs, later), answerLapse)
    expect(next.units.map(({ offer }) => offer)).toEqual(['expired', 'proposed'])
  })
})

test('a payment that is late is noted for staff and changes nothing (R45)', () => {
  const claim = claimOf({ state: 'approved' }, [stages.final])
  expect(decided(claim, payBy)).toMatchObject({ next: claim, events: [{ kind: 'lapsed' }] })
})

test('a clock that the programme does not have is a bug, not a refusal', () => {
  expect(() => decided(claimOf(), move('lapse', { clock: 'no-such' }))).toThrow(/has no clock no-such/)
})
