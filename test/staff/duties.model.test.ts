/**
 * Every path that one person could take to move money, walked to its end: their own account is given and loses roles by
 * others, they make accounts while they are admin and act by them, audit, load editions, make runs and release them. All
 * others are honest: they propose and confirm nothing that this person wants but the roles of the one account.
 */
import { approvalRefusal } from '../../server/payments/run.ts'
import { conflictIn, mayDo } from '../../server/staff/access.ts'
import { confirmationRefusal, needsSecond, withoutConfirmation } from '../../server/staff/rights.ts'
import type { Role } from '../../server/staff/roles.ts'

type Account = { roles: readonly Role[]; proposed?: { roles: readonly Role[]; by: number } }
/** Accounts by place; the first one is the person's own, the others they made. What was done, by whom. */
type State = {
  accounts: readonly Account[]
  audited?: number
  loaded?: number
  created?: number
  released?: number
}

const weighty: readonly Role[] = ['auditor', 'finance', 'approver', 'programme-manager', 'admin']

/** All sets of roles that one account may hold. */
const roleSets = weighty
  .reduce<Role[][]>((sets, role) => [...sets, ...sets.map((set) => [...set, role])], [[]])
  .filter((set) => !conflictIn(set))

const accountsAtMost = 3

/** What an admin could want for a second account of their own. */
const wishes: readonly (readonly Role[])[] = [['auditor'], ['finance'], ['approver'], ['admin']]

const actorOf = (id: number, { roles }: Account) => ({ kind: 'staff', id, roles }) as const
const may = (state: State, id: number, move: string): boolean =>
  mayDo(actorOf(id, state.accounts[id] ?? { roles: [] }), move)

const withAccount = (state: State, id: number, account: Account): State => ({
  ...state,
  accounts: state.accounts.map((one, place) => (place === id ? account : one)),
})

/** Honest admins give the one account any roles, in any order: that is what happens to people in a firm. */
const careers = (state: State): State[] => roleSets.map((roles) => withAccount(state, 0, { roles }))

/** As the routes do it: what counts at once, and what waits for another. */
function given(state: State, target: number, wanted: readonly Role[], by: number): State {
  const held = state.accounts[target]?.roles ?? []
  return withAccount(
    state,
    target,
    needsSecond(held, wanted) ? { roles: held, proposed: { roles: wanted, by } } : { roles: wanted },
  )
}

function byAdmins(state: State): State[] {
  const admins = state.accounts.flatMap((_, id) => (may(state, id, 'manage-staff') ? [id] : []))
  return admins.flatMap((by) => [
    ...(state.accounts.length < accountsAtMost
      ? wishes.map((wanted) => {
          const opened = { ...state, accounts: [...state.accounts, { roles: withoutConfirmation(wanted) }] }
          return given(opened, state.accounts.length, wanted, by)
        })
      : []),
    ...state.accounts.flatMap((_, id) =>
      id === by ? [] : wishes.map((wanted) => given(state, id, wanted, by)),
    ),
  ])
}

const confirmed = (state: State): State[] =>
  state.accounts.flatMap(({ proposed }, staffId) =>
    state.accounts.flatMap((_, by) =>
      proposed &&
      may(state, by, 'confirm-roles') &&
      !confirmationRefusal({ staffId, proposedBy: proposed.by }, by)
        ? [withAccount(state, staffId, { roles: proposed.roles })]
        : [],
    ),
  )

const name = (id: number): string => `staff:${id}`

const acts = (state: State): State[] =>
  state.accounts.flatMap((_, id) => [
    ...(may(state, id, 'inspect') && state.audited === undefined ? [{ ...state, audited: id }] : []),
    ...(may(state, id, 'load-programme') && state.loaded === undefined ? [{ ...state, loaded: id }] : []),
    ...(may(state, id, 'create-run') && state.created === undefined ? [{ ...state, created: id }] : []),
    ...releasedBy(state, id),
  ])

function releasedBy(state: State, id: number): State[] {
  if (!may(state, id, 'approve-run')) return []
  const refusal = approvalRefusal(
    { createdBy: state.created === undefined ? 'staff:somebody' : name(state.created), accountEditors: [] },
    name(id),
    {
      ...(state.audited === id && { audited: 'TI-7K3M-92QF' }),
      ...(state.loaded === id && { loaded: 'dk' }),
    },
  )
  return refusal ? [] : [{ ...state, released: id }]
}

/** True when this person alone had a hand in the money and let it go. */
const movedAlone = ({ released, audited, loaded, created }: State): boolean =>
  released !== undefined && [audited, loaded, created].some((one) => one !== undefined)

/** Every state that can be reached, up to the first that is sought; the steps that release are its ends. */
function reachable(
  steps: readonly ((state: State) => State[])[],
  sought: (state: State) => boolean = () => false,
): State[] {
  const seen = new Map<string, State>()
  let edge: State[] = roleSets.map((roles) => ({ accounts: [{ roles }] }))
  while (edge.length > 0) {
    const next: State[] = []
    for (const state of edge)
      for (const after of state.released === undefined ? steps.flatMap((step) => step(state)) : []) {
        const key = JSON.stringify(after)
        if (seen.has(key)) continue
        seen.set(key, after)
        if (sought(after)) return [after]
        next.push(after)
      }
    edge = next
  }
  return [...seen.values()]
}

test('one person moves money in 0 paths, whatever roles they are given in turn', () => {
  const states = reachable([careers, acts])
  expect(states.filter(movedAlone)).toEqual([])
  // The walk is of use only when it comes as far as releasing what others put together, and as doing all else.
  expect(states.some(({ released }) => released !== undefined)).toBe(true)
  expect(
    states.some(({ audited, loaded, created }) => [audited, loaded, created].every((id) => id === 0)),
  ).toBe(true)
})

/** Auditing and loading are of no use to who could make the run: fewer states. */
const byRuns = (state: State): State[] =>
  acts(state).filter(({ audited, loaded }) => (audited ?? loaded) === undefined)

test('an admin who makes accounts and acts by them moves no money either', () => {
  const states = reachable([byAdmins, confirmed, byRuns])
  expect(states.filter(movedAlone)).toEqual([])
  expect(
    states.some(({ accounts }) => accounts.some(({ proposed }) => proposed?.roles.includes('approver'))),
  ).toBe(true)
})

/** A house without the second person. */
const careless = (state: State): State[] =>
  state.accounts.flatMap(({ proposed }, id) =>
    proposed ? [withAccount(state, id, { roles: proposed.roles })] : [],
  )

test('the walk finds a house in which one admin alone gives every right', () => {
  expect(reachable([byAdmins, careless, byRuns], movedAlone).some(movedAlone)).toBe(true)
})
