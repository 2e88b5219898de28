/** What holds for every move in every state and in every order of moves (R97). */
import fc from 'fast-check'
import type { Machine } from '../../server/base/machine.ts'
import { Refusal } from '../../server/base/refusal.ts'
import type { Claim, Unit } from '../../server/claims/claim.ts'
import {
  auditMachine,
  claimMachine,
  custodyMachine,
  offerMachine,
  settlementMachine,
} from '../../server/claims/machines.ts'
import type { Decision, Move, MoveKind } from '../../server/claims/moves.ts'
import { priceOf } from '../../server/programmes/values.ts'
import { claimOf, decided, moves, refusalOf, stages, under } from './samples.ts'
import { randomMove, type Draw } from './walk.ts'

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] =>
  Object.keys(table) as Key[]
const kindsOfMove = keysOf(moves)

test('every move in every state of the claim is allowed, or refused by a name', () => {
  const odd = keysOf(claimMachine).flatMap((state) =>
    Object.values(stages).flatMap((stage) =>
      kindsOfMove
        .map((kind) => refusalOf(claimOf({ state, proposalVersion: 1 }, [stage]), moves[kind]))
        .filter((answer) => !/^[a-z]+(-[a-z]+)*$/.test(answer)),
    ),
  )
  expect(odd).toEqual([])
})

test('and so it is with facts in any mixture, possible or not', () => {
  const unit = fc.record({
    custody: fc.constantFrom(...keysOf(custodyMachine)),
    audit: fc.constantFrom(...keysOf(auditMachine)),
    offer: fc.constantFrom(...keysOf(offerMachine)),
    settlement: fc.constantFrom(...keysOf(settlementMachine)),
    offered: fc.constant(stages.differs.offered),
  })
  const state = fc.constantFrom(...keysOf(claimMachine))
  const property = fc.property(state, fc.array(unit, { minLength: 1, maxLength: 3 }), (now, mixture) => {
    const claim = claimOf({ state: now, proposalVersion: 1 }, mixture)
    for (const kind of kindsOfMove) expect(refusalOf(claim, moves[kind])).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })
  fc.assert(property, { numRuns: 300, seed: 1 })
})

/** What a move may touch. That a decided unit is proposed and kept at once is said here and nowhere else. */
const touches: Readonly<Record<MoveKind, readonly Fact[]>> = {
  approve: ['state', 'offer'],
  ask: ['state'],
  reject: ['state'],
  resubmit: ['state'],
  withdraw: ['state'],
  extend: [],
  'set-aside': [],
  'take-up': [],
  label: ['custody'],
  'arrange-pickup': [],
  'cancel-pickup': [],
  'attempt-pickup': ['custody'],
  'hand-over': ['custody'],
  scan: ['custody'],
  lose: ['custody'],
  damage: ['custody'],
  receive: ['custody'],
  'undo-receipt': ['custody'],
  inspect: ['audit', 'offer', 'custody', 'settlement', 'state'],
  answer: ['offer', 'custody', 'settlement', 'state'],
  'accept-proposal': ['settlement'],
  'refuse-proposal': ['settlement'],
  'propose-again': ['settlement', 'state'],
  finalise: ['settlement'],
  credit: ['settlement'],
  object: [],
  queue: ['settlement'],
  unqueue: ['settlement'],
  pay: ['settlement', 'state'],
  return: ['settlement', 'state'],
  'give-account': [],
  'release-goods': [],
  'ship-goods': ['settlement', 'state'],
  recover: ['settlement'],
  repay: ['settlement'],
  'write-off': ['settlement'],
  'set-off': [],
  remind: [],
  lapse: ['state', 'custody', 'offer', 'settlement'],
}

const machines = {
  custody: custodyMachine,
  audit: auditMachine,
  offer: offerMachine,
  settlement: settlementMachine,
} as const
type Fact = 'state' | keyof typeof machines
const facts = keysOf(machines)

type Step = { readonly move: Move; readonly before: Claim; readonly decision: Decision }

/** Makes the moves one after the other; those that are refused change nothing. @throws whatever is no Refusal. */
function walk(units: number, draws: readonly Draw[]): Step[] {
  const steps: Step[] = []
  let claim = claimOf(
    {},
    Array.from({ length: units }, () => ({})),
  )
  for (const draw of draws) {
    const move = randomMove(claim, draw)
    const before = frozen(claim)
    try {
      const decision = decided(before, move)
      steps.push({ move, before, decision })
      claim = decision.next
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return steps
}

/** So that a decision that changed what it was given would throw. */
const frozen = (claim: Claim): Claim =>
  Object.freeze({ ...claim, units: Object.freeze(claim.units.map((unit) => Object.freeze(unit))) })

const unitAfter = ({ decision }: Step, position: number): Unit => {
  const unit = decision.next.units.find((one) => one.position === position)
  if (!unit) throw new Error(`unit ${position} is gone`)
  return unit
}

describe('in any order of moves', () => {
  const walks = fc
    .sample(fc.tuple(fc.integer({ min: 1, max: 4 }), manyDraws()), { numRuns: 900, seed: 7 })
    .map(([units, drawn]) => walk(units, drawn))
  const steps = walks.flat()

  test('the walks go everywhere that matters', () => {
    const seen = new Set(steps.map(({ decision }) => decision.next.state))
    expect([...seen].toSorted()).toEqual(
      ['approved', 'closed', 'incomplete', 'rejected', 'submitted', 'void', 'withdrawn'].toSorted(),
    )
    // Goods are rewards of programmes in which nothing travels; those are told in decisions/promise.test.ts.
    const made = new Set(steps.map(({ move }) => move.kind))
    expect(kindsOfMove.filter((kind) => !made.has(kind))).toEqual(['release-goods', 'ship-goods'])
    expect(steps.filter(({ move }) => move.kind === 'pay').length).toBeGreaterThan(20)
  })

  test('custody, audit, offer and settlement stay apart', () => {
    const strays = steps.flatMap((step) =>
      [
        ...(step.before.state === step.decision.next.state ? [] : (['state'] as const)),
        ...facts.filter((fact) => changesOf(step, fact).length > 0),
      ]
        .filter((fact) => !touches[step.move.kind].includes(fact))
        .map((fact) => `${step.move.kind} touches ${fact}`),
    )
    expect([...new Set(strays)]).toEqual([])
  })

  test.each(facts)('%s goes only ways that its table knows', (fact) => {
    const ways = new Set(steps.flatMap((step) => changesOf(step, fact)))
    expect([...ways].filter((way) => !leads(machines[fact], way))).toEqual([])
  })

  test('whatever changes is in the journal', () => {
    const silent = steps.filter(
      ({ before, decision }) => decision.events.length === 0 && decision.next !== before,
    )
    expect(silent).toEqual([])
  })

  test('no unit is paid twice but after its money came back, and none without an accepted offer (R97)', () => {
    const tooOften = walks.flatMap((taken) =>
      [1, 2, 3, 4].filter((position) => {
        const paid = taken.flatMap(paidBy).filter((unit) => unit.position === position)
        const cameBack = taken.filter(
          (step) =>
            step.before.units.some((unit) => unit.position === position && unit.settlement === 'paid') &&
            unitAfter(step, position).settlement === 'final',
        )
        return paid.length > 1 + cameBack.length
      }),
    )
    expect(tooOften).toEqual([])
    expect(steps.flatMap(paidBy).filter(({ offer }) => offer !== 'accepted')).toEqual([])
  })

  test('a claim that is over never comes nearer to money (R97)', () => {
    const over = steps.filter(({ before }) => ['void', 'withdrawn', 'rejected'].includes(before.state))
    expect(over.length).toBeGreaterThan(20)
    const changed = over.flatMap((step) => [
      ...(step.decision.next.state === step.before.state ? [] : [step.decision.next.state]),
      // Out of a run, or back from the bank, is farther from money.
      ...changesOf(step, 'settlement').filter((way) => way !== 'queued final'),
    ])
    expect(changed).toEqual([])
  })

  test('every offer is explained by its row of the table (R16, R97)', () => {
    const offers = new Map(
      steps
        .flatMap(({ decision }) => decision.next.units.flatMap(({ offered }) => offered ?? []))
        .map((offered) => [JSON.stringify(offered), offered]),
    )
    expect(offers.size).toBeGreaterThan(20)
    for (const offered of offers.values()) expect(offered).toMatchObject(explained(offered))
  })

  test('what is proposed is what was accepted, to the last øre (R48, R97)', () => {
    const proposals = steps.flatMap(({ decision }) =>
      decision.events
        .filter(({ kind }) => kind === 'all-decided')
        .map(({ facts: told }) => [told['units'], owedIn(decision.next)]),
    )
    expect(proposals.length).toBeGreaterThan(20)
    for (const [told, owed] of proposals) expect(told).toEqual(owed)
  })
})

/** The units that a step paid, as they then are. */
const paidBy = (step: Step): Unit[] =>
  step.before.units
    .filter(({ settlement }) => settlement !== 'paid')
    .map(({ position }) => unitAfter(step, position))
    .filter(({ settlement }) => settlement === 'paid')

/** `from to` of every unit whose fact a step changed. */
const changesOf = (step: Step, fact: keyof typeof machines): string[] =>
  step.before.units
    .map((unit) => ({ from: unit[fact], to: unitAfter(step, unit.position)[fact] }))
    .filter(({ from, to }) => from !== to)
    .map(({ from, to }) => `${from} ${to}`)

const owedIn = ({ units }: Claim): object[] =>
  units.flatMap(({ position, offer, offered, settlement }) =>
    // What was agreed before stands in a document of its own.
    offer === 'accepted' && settlement === 'proposed' && offered && offered.amountMinor > 0
      ? [{ unit: position, amountMinor: offered.amountMinor }]
      : [],
  )

/** What the table says to an offer of its category and condition: a row's price, or nothing by R44. */
function explained({ row, ...offered }: NonNullable<Unit['offered']>): object {
  const verdict = row.endsWith('-incomplete') ? 'incomplete' : undefined
  const price = priceOf(under, { ...offered, verdict })
  return row === 'none' || !price ? { amountMinor: 0, rule: 'R44' } : { ...price, row }
}

/** True when one or two moves of the table lead from the one to the other: an offer is superseded and quoted at once. */
function leads(table: Machine<string>, way: string): boolean {
  const [from = '', to = ''] = way.split(' ')
  const next = Object.values(table[from] ?? {})
  return next.includes(to) || next.some((middle) => Object.values(table[middle] ?? {}).includes(to))
}

function manyDraws(): fc.Arbitrary<Draw[]> {
  const number = fc.nat({ max: 1_000_000 })
  const draw = fc.record({ kind: number, unit: number, detail: number, stray: number })
  return fc.array(draw, { minLength: 60, maxLength: 60, size: 'max' })
}
