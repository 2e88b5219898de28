import type { Actor } from '../../server/base/actor.ts'
import { Refusal } from '../../server/base/refusal.ts'
import { authorise, conflictIn, desksOf, mayDo, movesForMachines } from '../../server/staff/access.ts'
import { dangerous, machineMoves, permissions, type Role, roles } from '../../server/staff/roles.ts'

const staff = (...held: string[]): Extract<Actor, { kind: 'staff' }> => ({
  kind: 'staff',
  id: 7,
  roles: held,
})
const key = (held: string[], ...given: string[]): Actor => ({
  kind: 'machine',
  id: 3,
  roles: held,
  moves: given,
})
const halfIn: Actor = { kind: 'staff', id: 7, roles: [], lacks: 'second-step' }
const visitor: Actor = { kind: 'visitor' }
const participant: Actor = { kind: 'participant', reference: 'TI-7K3M-92QF' }
const moves = Object.keys(permissions)

test.each([
  [staff('reviewer'), 'approve', true],
  [staff('auditor'), 'approve', false],
  [staff('auditor'), 'inspect', true],
  [staff('second-auditor'), 'inspect', true],
  [staff('finance'), 'create-run', true],
  [staff('finance'), 'approve-run', false],
  [staff('approver'), 'approve-run', true],
  [staff('approver'), 'create-run', false],
  [staff('admin'), 'approve', false],
  [staff('admin'), 'accept-proposal', false],
  [staff(), 'see-claim', false],
  [staff('emperor'), 'see-claim', false],
  [staff('visitor', 'system', 'participant'), 'accept-proposal', false],
  [participant, 'accept-proposal', true],
  [participant, 'approve', false],
  [visitor, 'apply', true],
  [visitor, 'see-claim', false],
  [{ kind: 'system', part: 'worker' }, 'lapse', true],
  [{ kind: 'carrier', name: 'dhl' }, 'scan', true],
  [{ kind: 'carrier', name: 'dhl' }, 'receive', false],
  [staff(...roles), 'a-move-nobody-has', false],
  [staff(...roles), 'constructor', false],
] as [Actor, string, boolean][])('%j, %s: %s', (actor, move, allowed) => {
  expect(mayDo(actor, move)).toBe(allowed)
})

test('the inspector only looks', () => {
  const own = moves.filter((move) => mayDo(staff('inspector'), move) && !mayDo(visitor, move))
  expect(
    own.filter((move) => !/^(see|list|read)-|^sign-out$|^prove-self$|^(change|end)-own-/.test(move)),
  ).toEqual([])
})

test('every move is somebody’s, and every role has one of its own', () => {
  expect(
    Object.entries(permissions).filter(([, parties]) => (parties as readonly string[]).length === 0),
  ).toEqual([])
  const common = moves.filter((move) => mayDo(staff('inspector'), move))
  for (const role of roles.filter((each) => each !== 'inspector'))
    expect(moves.filter((move) => mayDo(staff(role), move) && !common.includes(move))).not.toEqual([])
})

test('no account may both say what is owed and release it', () => {
  const finders: readonly Role[] = ['auditor', 'second-auditor', 'programme-manager', 'admin']
  for (const role of finders) expect(conflictIn([role, 'approver'])).toEqual([role, 'approver'])
  expect(conflictIn(['finance', 'approver'])).toBeUndefined()
  expect(conflictIn(['reviewer', 'auditor', 'dispatcher', 'finance'])).toBeUndefined()
})

test.each([
  ['nobody signed in', visitor, 'see-claim', {}, 'unauthenticated'],
  ['a role too little', staff('auditor'), 'approve', {}, 'forbidden'],
  ['half signed in', halfIn, 'see-own-account', {}, 'unauthenticated'],
  ['no second factor yet', { ...staff(), lacks: 'enrolment' }, 'see-payments', {}, 'forbidden'],
  [
    'a proof that is too old',
    { ...staff('approver'), lacks: 'fresh-proof' },
    'approve-run',
    {},
    'unauthenticated',
  ],
  ['somebody else’s claim', participant, 'see-claim', { reference: 'TI-OTHER' }, 'not-found'],
  ['a participant where no claim is named', participant, 'see-claim', {}, 'not-found'],
  ['a participant at a desk', participant, 'approve', { reference: 'TI-7K3M-92QF' }, 'forbidden'],
] as const)('%s is refused', (_, actor, move, params, kind) => {
  expect(refusalOf(() => authorise(actor, move, params))?.kind).toBe(kind)
})

test.each([
  [participant, 'see-claim', { reference: 'TI-7K3M-92QF' }],
  [participant, 'apply', {}],
  [staff('reviewer'), 'see-claim', { reference: 'TI-OTHER' }],
  [visitor, 'sign-in', {}],
  [halfIn, 'prove-self', {}],
  [{ ...staff(), lacks: 'enrolment' }, 'change-own-factors', {}],
  [{ ...staff('approver'), lacks: 'fresh-proof' }, 'see-payments', {}],
] as const)('%j passes with %s', (actor, move, params) => {
  expect(refusalOf(() => authorise(actor, move, params))).toBeUndefined()
})

test('a key makes its moves, as far as the roles behind it go, and nothing that is a person’s', () => {
  expect(mayDo(key(['auditor'], 'receive'), 'receive')).toBe(true)
  expect(mayDo(key(['auditor'], 'receive'), 'scan')).toBe(false)
  expect(mayDo(key(['reviewer'], 'receive'), 'receive')).toBe(false)
  expect(mayDo(key([], 'look-up'), 'apply')).toBe(true)
  expect(mayDo(key([...roles], ...moves), 'see-own-account')).toBe(false)
  const judged = /^(approve|inspect|answer|accept|pay|create-run|export|manage|credit|confirm|lift|give)/
  expect(machineMoves.filter((move) => judged.test(move) || dangerous.some((one) => one === move))).toEqual(
    [],
  )
  expect(movesForMachines(staff('admin'))).toEqual(['see-jobs', 'see-journal'])
  expect(movesForMachines({ ...staff('admin', 'auditor'), lacks: 'fresh-proof' })).toContain('scan')
})

test('the navigation shows the desks at which one may work', () => {
  expect(desksOf(staff('auditor'))).toEqual(['review', 'receive', 'audit'])
  expect(desksOf(staff('finance'))).toEqual([
    'review',
    'rewards',
    'proposals',
    'invoices',
    'payments',
    'figures',
    'programmes',
  ])
  expect(desksOf(participant)).toEqual([])
})

function refusalOf(act: () => void): Refusal | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
