import type { Unit } from '../../server/claims/claim.ts'
import { claimMachine, type ClaimState } from '../../server/claims/machines.ts'
import { nextStep, type Journey } from '../../server/portal/next.ts'
import { locales, openTexts } from '../../server/texts/texts.ts'
import { claimOf, stages } from '../claims/samples.ts'
import { day } from '../programmes/samples.ts'

const { quoted, arrived, differs, proposed, final } = stages
const clocks: Journey['clocks'] = [
  { clock: 'ship-by', startedOn: day('2019-04-01'), dueOn: day('2019-05-01'), state: 'running' },
  { clock: 'pay-by', startedOn: day('2019-04-10'), dueOn: day('2019-05-25'), state: 'running' },
]

const next = (state: ClaimState, units: readonly Partial<Unit>[] = [{}], more: Partial<Journey> = {}) =>
  nextStep({ claim: claimOf({ state }, units), clocks, isProposed: false, ...more })

test.each<[string, ReturnType<typeof next>, object]>([
  ['under review', next('submitted'), { code: 'checking', who: 'us' }],
  ['incomplete (R25)', next('incomplete'), { code: 'complete', who: 'you', by: '2019-05-01' }],
  ['to be posted (R21)', next('approved', [quoted]), { code: 'send', who: 'you', by: '2019-05-01' }],
  [
    'too heavy to post, a day is free (R34)',
    next('approved', [quoted], { way: 'pick-up', pickup: { state: 'to-choose', on: '2019-05-01' } }),
    { code: 'choose-pickup', who: 'you', by: '2019-05-01' },
  ],
  [
    'too heavy to post, no day is free (R22)',
    next('approved', [quoted], { way: 'pick-up', pickup: { state: 'by-us', on: '2019-05-01' } }),
    { code: 'pickup-by-us', who: 'us', by: '2019-05-01' },
  ],
  [
    'refused by the driver as a hazard',
    next('approved', [{ ...quoted, custody: 'refused-hazard' }], { way: 'pick-up' }),
    { code: 'hazard', who: 'us' },
  ],
  [
    'to be picked up (R34)',
    next('approved', [quoted], { way: 'pick-up', pickup: { state: 'agreed', on: '2019-04-08' } }),
    { code: 'pickup', who: 'carrier', by: '2019-04-08' },
  ],
  ['half sent', next('approved', [arrived, quoted]), { code: 'send', who: 'you', by: '2019-05-01' }],
  [
    'damaged on its way',
    next('approved', [{ ...quoted, custody: 'damaged-in-transit' }, arrived]),
    { code: 'on-its-way', who: 'carrier' },
  ],
  [
    'lost by its carrier',
    next('approved', [{ ...quoted, custody: 'lost' }, arrived]),
    { code: 'lost', who: 'us' },
  ],
  [
    'with its carrier',
    next('approved', [{ ...quoted, custody: 'handed-over' }, arrived]),
    { code: 'on-its-way', who: 'carrier' },
  ],
  ['at the centre', next('approved', [arrived]), { code: 'auditing', who: 'us' }],
  [
    'offered something else (R43)',
    next('approved', [differs, arrived]),
    { code: 'answer', who: 'you', by: '2019-04-15' },
  ],
  [
    'not answered in time, which is no end',
    next('approved', [{ ...differs, offer: 'expired' }]),
    { code: 'answer', who: 'you', by: '2019-04-15' },
  ],
  ['proposed (R48)', next('approved', [proposed], { isProposed: true }), { code: 'proposal', who: 'you' }],
  ['to be paid (R45)', next('approved', [final]), { code: 'paying', who: 'us', by: '2019-05-25' }],
  [
    'disputed (R42)',
    next('approved', [{ ...differs, offer: 'disputed' }]),
    { code: 'clarifying', who: 'us' },
  ],
  [
    'objected to (R48)',
    next('approved', [{ ...proposed, settlement: 'refused' }]),
    { code: 'clarifying', who: 'us' },
  ],
  [
    'decided, but not proposed',
    next('approved', [proposed]),
    { code: 'settling', who: 'us', by: '2019-05-25' },
  ],
  [
    'closed with nothing accepted',
    next('closed', [{ ...differs, offer: 'declined' }]),
    { code: 'nothing-owed', who: 'nobody' },
  ],
  ['paid', next('closed', [stages.paid]), { code: 'paid', who: 'nobody' }],
  ['void', next('void', [quoted]), { code: 'void', who: 'nobody' }],
])('a claim that is %s', (_, step, wanted) => {
  expect(step).toEqual(wanted)
})

test('no date is named that runs no more', () => {
  const met = clocks.map((clock) => ({ ...clock, state: 'met' as const }))
  expect(next('approved', [quoted], { clocks: met })).toEqual({ code: 'send', who: 'you' })
})

test.each(locales)('every state has its next step and its words in %s', (locale) => {
  const { has } = openTexts('templates/locales')(locale)
  const states = Object.keys(claimMachine) as ClaimState[]
  const steps = states.flatMap((state) => Object.values(stages).map((stage) => next(state, [stage])))
  const keys = [...new Set(steps.map(({ code }) => code))].filter(
    (code) => !has(`status.next.${code}`) && !has(`status.next.${code}.title`),
  )
  expect(keys).toEqual([])
})
