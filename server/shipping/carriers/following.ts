/**
 * Follows what carriers told: each event of the inbox is added to what is known of its parcel, once, and whatever that
 * makes new becomes moves of the claim. The order in which events come does not matter. Sends nothing into the world.
 */
import { Temporal } from 'temporal-polyfill'
import { dateIn } from '../../base/calendar.ts'
import { advance, type Office } from '../../claims/advance.ts'
import { lockClaim } from '../../claims/store.ts'
import type { CustodyState } from '../../claims/machines.ts'
import type { Claim } from '../../claims/claim.ts'
import type { Actor } from '../../base/actor.ts'
import { inTransaction, type Transaction } from '../../database.ts'
import { programmeVersion } from '../../programmes/store.ts'
import { caseDueOn } from '../case.ts'
import { closeAsFound, openCase } from '../case-store.ts'
import { addReached } from '../tracking-store.ts'
import { custodyBy, joined, mishapsIn, reachedBy, takenAt, type Reached } from '../tracking.ts'
import { claimEvents, dueEvents, type InboxEvent } from './inbox-store.ts'
import { parcelNamed, type NamedParcel } from './number-store.ts'

export type FollowingOffice = Office & {
  readonly log: { readonly error: (facts: object, message: string) => void }
}

/** Events of one look: the more at once, the more of one parcel are followed together. */
const atOnce = 5000
/** Parcels of one transaction: the disk is asked once for all of them. */
const together = 25

/** Follows every event that is due; gives how many. What cannot be followed is put aside for a person, alone. */
export async function followCarriers(office: FollowingOffice): Promise<number> {
  let followed = 0
  for (;;) {
    const events = await dueEvents(office.db, office.clock.now(), atOnce)
    if (events.length === 0) return followed
    const groups = byNumber(events)
    for (let from = 0; from < groups.length; from += together)
      await followTogether(office, groups.slice(from, from + together))
    followed += events.length
  }
}

function byNumber(events: readonly InboxEvent[]): InboxEvent[][] {
  const groups = new Map<string, InboxEvent[]>()
  for (const event of events) {
    const key = `${event.connection} ${event.number}`
    groups.set(key, [...(groups.get(key) ?? []), event])
  }
  return [...groups.values()]
}

/** One poisoned parcel costs the others nothing but a second try, each by itself. */
async function followTogether(
  office: FollowingOffice,
  groups: readonly (readonly InboxEvent[])[],
): Promise<void> {
  const all = (chosen: typeof groups): Promise<void> =>
    inTransaction(office.db, async (trx) => {
      for (const events of chosen) await followNumber({ ...office, db: trx }, trx, events)
    })
  try {
    await all(groups)
  } catch {
    for (const events of groups)
      await all([events]).catch(async (error: unknown) => {
        office.log.error(
          { err: error, events: events.map(({ id }) => id) },
          'carrier events could not be followed',
        )
        await inTransaction(office.db, (trx) =>
          claimEvents(
            trx,
            events.map(({ id }) => id),
            'failed',
          ),
        )
      })
  }
}

/** All events of one number, as one. */
async function followNumber(office: Office, trx: Transaction, events: readonly InboxEvent[]): Promise<void> {
  const [first] = events
  if (!first) return
  const ids = events.map(({ id }) => id)
  const parcel = await parcelNamed(trx, first.connection, first.number)
  if (!parcel) return void (await claimEvents(trx, ids, 'unknown-parcel'))
  const claim = await lockClaim(trx, parcel.claimReference)
  const mine = await claimEvents(trx, ids, 'applied', parcel.id)
  const news = events
    .filter(({ id }) => mine.has(id))
    .map(({ kind, occurredAt }) => reachedBy(kind, occurredAt))
  if (news.length === 0) return
  const told = news.reduce(joined, {})
  const reached = await addReached(trx, parcel.id, first.connection, told, office.clock.now())
  // What stands at the centre is ours to say; the carrier's word of it is only kept.
  if (parcel.state === 'received') return
  await moveUnits(office, claim, parcel, reached, { kind: 'carrier', name: first.connection })
  await keepCases(office, trx, claim, parcel, reached)
}

const moveTo = {
  'in-transit': 'scan',
  lost: 'lose',
  'damaged-in-transit': 'damage',
} as const

/** R40: title passes at the first moment that the carrier had the parcel. Its "delivered" is no receipt. */
async function moveUnits(
  office: Office,
  claim: Claim,
  parcel: NamedParcel,
  reached: Reached,
  by: Actor,
): Promise<void> {
  const custody = custodyBy(reached)
  const taken = takenAt(reached)
  if (!custody || !taken) return
  const { sscc } = parcel
  const at = Temporal.Instant.from(taken)
  const mine = claim.units.filter(({ position }) => parcel.units.includes(position))
  const notTaken = mine.filter((unit) => unit.custody === 'labelled').map(({ position }) => position)
  if (notTaken.length > 0)
    await advance(office, claim.reference, { kind: 'hand-over', by, units: notTaken, at })
  if (custody === 'handed-over') return
  const behind = mine
    .filter((unit) => unit.custody === 'labelled' || comesBefore[custody].includes(unit.custody))
    .map(({ position }) => position)
  if (behind.length === 0) return
  await advance(office, claim.reference, {
    kind: moveTo[custody],
    by,
    units: behind,
    sscc,
    at: Temporal.Instant.from(sinceOf(reached, custody) ?? taken),
  })
}

/** From where the carrier's word moves a unit; from anywhere else it moves nothing. */
const comesBefore: Readonly<Record<keyof typeof moveTo, readonly CustodyState[]>> = {
  'in-transit': ['handed-over', 'lost'],
  lost: ['handed-over', 'in-transit', 'damaged-in-transit'],
  'damaged-in-transit': ['handed-over', 'in-transit', 'lost'],
}

const sinceOf = (reached: Reached, custody: keyof typeof moveTo): string | undefined =>
  custody === 'lost'
    ? reached.lost?.last
    : custody === 'damaged-in-transit'
      ? reached.damaged?.first
      : reached['in-transit']?.first

/** R94: what the carrier has to answer for is a case, with a day by which it is settled. */
async function keepCases(
  { clock }: Office,
  trx: Transaction,
  claim: Claim,
  parcel: NamedParcel,
  reached: Reached,
): Promise<void> {
  const mishaps = mishapsIn(reached)
  if (mishaps.length === 0) return
  const programme = await programmeVersion(trx, claim.programmeVersion)
  for (const { kind, at, stands } of mishaps) {
    const openedOn = dateIn(Temporal.Instant.from(at), programme.timeZone)
    await openCase(trx, parcel.id, kind, { openedOn, dueOn: caseDueOn(openedOn, programme) })
    if (!stands) await closeAsFound(trx, parcel.id, [kind], clock.now())
  }
}
