/**
 * Every path that one person could take to move money, walked to its end: their own account is given and loses roles by
 * others, they make accounts while they are admin and act by them, audit, approve claims, load editions, make runs and release
 * them, let goods go and send them. All others are honest: they propose and confirm nothing that this person wants but the roles of the one account.
 */
import { readFileSync } from 'node:fs'
import { releaseRefusal, shipmentRefusal } from '../../server/payments/goods-duties.ts'
import { approvalRefusal } from '../../server/payments/run.ts'
import { conflictIn, isRole, mayDo } from '../../server/staff/access.ts'
import { confirmationRefusal, needsSecond, withoutConfirmation } from '../../server/staff/rights.ts'
import { machineMoves, type Permission, permissions, type Role } from '../../server/staff/roles.ts'

type Account = { roles: readonly Role[]; proposed?: { roles: readonly Role[]; by: number } }
/** Accounts by place; the first one is the person's own, the others they made. What was done, by whom. */
type State = {
  accounts: readonly Account[]
  audited?: number
  decided?: number
  loaded?: number
  created?: number
  released?: number
  /** A reward that is goods: who let it go, who sent it. */
  letGo?: number
  sent?: number
}

const weighty: readonly Role[] = ['reviewer', 'auditor', 'finance', 'approver', 'programme-manager', 'admin']
const aboutGoods: readonly Role[] = ['reviewer', 'dispatcher', 'finance', 'approver', 'admin']

/** All sets of roles that one account may hold. */
const setsOf = (among: readonly Role[]): Role[][] =>
  among
    .reduce<Role[][]>((sets, role) => [...sets, ...sets.map((set) => [...set, role])], [[]])
    .filter((set) => !conflictIn(set))
const roleSets = setsOf(weighty)
const setsAboutGoods = setsOf(aboutGoods)

const accountsAtMost = 3

/** What an admin could want for further accounts of their own. */
type Wishes = readonly (readonly Role[])[]
const wishes: Wishes = [['auditor'], ['finance'], ['approver'], ['admin']]
const wishesForGoods: Wishes = [['reviewer'], ['dispatcher'], ['finance']]

const actorOf = (id: number, { roles }: Account) => ({ kind: 'staff', id, roles }) as const
const may = (state: State, id: number, move: string): boolean =>
  mayDo(actorOf(id, state.accounts[id] ?? { roles: [] }), move)

const withAccount = (state: State, id: number, account: Account): State => ({
  ...state,
  accounts: state.accounts.map((one, place) => (place === id ? account : one)),
})

/** Honest admins give the one account any roles, in any order: that is what happens to people in a firm. */
const careers =
  (sets: readonly Role[][]) =>
  (state: State): State[] =>
    sets.map((roles) => withAccount(state, 0, { roles }))

/** As the routes do it: what counts at once, and what waits for another. */
function given(state: State, target: number, wanted: readonly Role[], by: number): State {
  const held = state.accounts[target]?.roles ?? []
  return withAccount(
    state,
    target,
    needsSecond(held, wanted) ? { roles: held, proposed: { roles: wanted, by } } : { roles: wanted },
  )
}

const byAdmins =
  (wanted: Wishes) =>
  (state: State): State[] => {
    const admins = state.accounts.flatMap((_, id) => (may(state, id, 'manage-staff') ? [id] : []))
    return admins.flatMap((by) => [
      ...(state.accounts.length < accountsAtMost
        ? wanted.map((roles) => {
            const opened = { ...state, accounts: [...state.accounts, { roles: withoutConfirmation(roles) }] }
            return given(opened, state.accounts.length, roles, by)
          })
        : []),
      ...state.accounts.flatMap((_, id) =>
        id === by ? [] : wanted.map((roles) => given(state, id, roles, by)),
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
    ...(may(state, id, 'approve') && state.decided === undefined ? [{ ...state, decided: id }] : []),
    ...(may(state, id, 'load-programme') && state.loaded === undefined ? [{ ...state, loaded: id }] : []),
    ...(may(state, id, 'create-run') && state.created === undefined ? [{ ...state, created: id }] : []),
    ...afterRelease(state, id),
  ])

function afterRelease(state: State, id: number): State[] {
  if (!may(state, id, 'approve-run')) return []
  const refusal = approvalRefusal(
    { createdBy: state.created === undefined ? 'staff:somebody' : name(state.created), accountEditors: [] },
    name(id),
    {
      ...(state.audited === id && { audited: 'TI-7K3M-92QF' }),
      ...(state.decided === id && { decided: 'TI-7K3M-92QF' }),
      ...(state.loaded === id && { loaded: 'dk' }),
    },
  )
  return refusal ? [] : [{ ...state, released: id }]
}

/** Approving what earns a reward, letting it go, and sending it. */
const withGoods = (state: State): State[] =>
  state.accounts.flatMap((_, id) => {
    const hasApproved = state.decided === id
    const releasedBy = state.letGo === undefined ? undefined : name(state.letGo)
    return [
      ...(may(state, id, 'approve') && state.decided === undefined ? [{ ...state, decided: id }] : []),
      ...(may(state, id, 'release-goods') && state.letGo === undefined && !releaseRefusal({ hasApproved })
        ? [{ ...state, letGo: id }]
        : []),
      ...(may(state, id, 'ship-goods') && !shipmentRefusal({ hasApproved, releasedBy }, name(id))
        ? [{ ...state, sent: id }]
        : []),
    ]
  })

/** Nobody else lets anything go in these walks, so that what is sent was let go by this person. */
const sentAlone = ({ sent }: State): boolean => sent !== undefined

/** True when this person alone had a hand in the money and let it go. */
const movedAlone = ({ released, audited, decided, loaded, created }: State): boolean =>
  released !== undefined && [audited, decided, loaded, created].some((one) => one !== undefined)

/** Every state that can be reached, up to the first that is sought; the steps that release are its ends. */
function reachable(
  steps: readonly ((state: State) => State[])[],
  sought: (state: State) => boolean = () => false,
  sets: readonly Role[][] = roleSets,
): State[] {
  const seen = new Map<string, State>()
  let edge: State[] = sets.map((roles) => ({ accounts: [{ roles }] }))
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
  const states = reachable([careers(roleSets), acts])
  expect(states.filter(movedAlone)).toEqual([])
  // The walk is of use only when it comes as far as releasing what others put together, and as doing all else.
  expect(states.some(({ released }) => released !== undefined)).toBe(true)
  expect(
    states.some(({ audited, decided, loaded, created }) =>
      [audited, decided, loaded, created].every((id) => id === 0),
    ),
  ).toBe(true)
})

/** Auditing, approving and loading are of no use to who could make the run: fewer states. */
const byRuns = (state: State): State[] =>
  acts(state).filter(({ audited, decided, loaded }) => (audited ?? decided ?? loaded) === undefined)

test('an admin who makes accounts and acts by them moves no money either', () => {
  const states = reachable([byAdmins(wishes), confirmed, byRuns])
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
  expect(reachable([byAdmins(wishes), careless, byRuns], movedAlone).some(movedAlone)).toBe(true)
})

test('one person sends no goods either, by whatever roles and accounts', () => {
  const inTurn = reachable([careers(setsAboutGoods), withGoods], undefined, setsAboutGoods)
  expect(inTurn.filter(sentAlone)).toEqual([])
  expect(inTurn.some(({ decided, letGo }) => decided === undefined && letGo === 0)).toBe(true)
  const admin: State[] = reachable(
    [byAdmins(wishesForGoods), confirmed, withGoods],
    undefined,
    setsAboutGoods,
  )
  expect(admin.filter(sentAlone)).toEqual([])
  expect(admin.some(({ accounts }) => accounts.some(({ roles }) => roles.includes('dispatcher')))).toBe(true)
  const found = reachable([byAdmins(wishesForGoods), careless, withGoods], sentAlone, setsAboutGoods)
  expect(found.some(sentAlone)).toBe(true)
})

/**
 * Moves by which money, or what is worth money, leaves or is given up, with what nobody may have done before who makes
 * them: held by the rule that refuses by that code, whatever roles somebody has by then.
 */
const secondOfTwo: Readonly<Partial<Record<Permission, readonly string[]>>> = {
  'approve-run': [
    'approver-created-run',
    'approver-edited-account',
    'approver-audited-device',
    'approver-decided-claim',
    'approver-loaded-programme',
  ],
  'release-goods': ['releaser-approved-claim'],
  'ship-goods': ['shipper-approved-claim', 'shipper-released-goods', 'goods-not-released'],
  'confirm-write-off': ['writer-proposed-it'],
  'confirm-waiver': ['waiver-own-proposal'],
  'set-off': ['setter-recorded-consent'],
  'confirm-match': ['matcher-proposed-it'],
  'lift-hold': ['lifter-held-it'],
  'confirm-account': ['confirmer-edited-account'],
  'confirm-roles': ['own-account', 'own-proposal'],
}

/** Moves about money that let none go: why. */
const letsNoneGo: Readonly<Partial<Record<Permission, string>>> = {
  approve: 'a claim is owed, and a run is still to be released',
  'give-account': 'a new account waits, and its editor releases nothing to it',
  'create-run': 'nothing leaves before the release',
  'export-run': 'the bytes that were released, and no others',
  queue: 'back into what is owed',
  unqueue: 'takes out of a run',
  pay: 'says what the bank did with what was released',
  return: 'says what came back',
  'take-bank-answer': 'says what the bank did',
  'match-booking': 'proposes',
  'propose-write-off': 'proposes',
  'propose-waiver': 'proposes',
  'hold-payment': 'stops',
  'record-consent': 'words of the participant, kept for its set-off, which another does',
  'invoice-charges': 'asks for money',
  credit: 'a document; what it gives back is owed and released like everything else',
  propose: 'a document for the participant to accept',
  finalise: 'a document that was accepted',
  'close-case': 'says what a carrier pays',
  'load-programme': 'prices claims of an edition; its loader releases none of them',
  inspect: 'prices a device; its auditor releases no payment for it',
  'reset-factors': 'roles that move money wait for a second person afterwards',
  'manage-staff': 'roles that move money wait for a second person',
  'manage-api-keys': 'a key makes no move that moves money',
}

/** Looking, words, ways and the house: no amount and no account changes by them. */
const ofNoMoney =
  /^(look-up|follow-link|sign-|see-|prove-|ask|list-|read-|fetch-|change-own|apply|upload|resubmit|withdraw|reject|resend|check-|enter-|extend|set-aside|take-up|label|book-|arrange-|re-weigh|hand-over|scan|bring-|close-manifest|order-again|lose|damage|receive|undo-receipt|shelve|export-personal|erase-|hold-data|lift-data|write-programme|manage-webhooks|revive-job)/

test('every move that staff make is of no money, lets none go, or is the second of two', () => {
  const byStaff = (Object.keys(permissions) as Permission[]).filter((move) =>
    permissions[move].some((party) => isRole(party)),
  )
  const known = (move: Permission): boolean =>
    move in secondOfTwo || move in letsNoneGo || ofNoMoney.test(move)
  expect(byStaff.filter((move) => !known(move))).toEqual([])
  expect(byStaff.filter((move) => machineMoves.some((one) => one === move) && move in secondOfTwo)).toEqual(
    [],
  )
  const faults = JSON.parse(readFileSync('templates/locales/en/faults.json', 'utf8')) as object
  expect(
    Object.values(secondOfTwo)
      .flat()
      .filter((code) => !(code in faults)),
  ).toEqual([])
})
