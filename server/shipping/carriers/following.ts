/**
 * Follows what carriers told: each event of the inbox is added to what is known of its parcel, once, and whatever that
 * makes new becomes moves of the claim. The order in which events come does not matter. Sends nothing into the world.
 */
import { Temporal } from 'temporal-polyfill'
import { dateIn } from '../../base/calendar.ts'
import { groupedBy } from '../../base/groups.ts'
import { stretchesOf } from '../../base/stretches.ts'
import { advanceMany, type Office } from '../../claims/advance.ts'
import { claimOf, lockClaims } from '../../claims/store.ts'
import type { Claim } from '../../claims/claim.ts'
import { inTransaction, type Transaction } from '../../database.ts'
import { programmeVersion } from '../../programmes/store.ts'
import { caseDueOn } from '../case.ts'
import { closeAsFound, openCase } from '../case-store.ts'
import { receivedAmong } from '../store.ts'
import { addReached } from '../tracking-store.ts'
import { joined, mishapsIn, reachedBy, type Reached } from '../tracking.ts'
import { claimEvents, dueEvents, type InboxEvent } from './inbox-store.ts'
import { parcelsNamed, spokenKey, type NamedParcel } from './number-store.ts'
import { movesBy } from './tracing.ts'
import { recordVisit } from './visiting.ts'

export type FollowingOffice = Office & {
  readonly log: { readonly error: (facts: object, message: string) => void }
}

/** Events of one look: the more at once, the more of one parcel are followed together. */
const atOnce = 5000
/** Numbers of one transaction: the disk is asked once for all of them, and most statements are. */
const together = 50

/** Follows every event that is due; gives how many. What cannot be followed is put aside for a person, alone. */
export async function followCarriers(office: FollowingOffice): Promise<number> {
  let followed = 0
  for (;;) {
    const events = await dueEvents(office.db, office.clock.now(), atOnce)
    if (events.length === 0) return followed
    const groups = [...groupedBy(events, spokenKey).values()]
    for (const some of stretchesOf(groups, together)) await followTogether(office, some)
    followed += events.length
  }
}

const idsOf = (events: readonly InboxEvent[]): number[] => events.map(({ id }) => id)

/** One poisoned parcel costs the others nothing but a second try, each by itself. */
async function followTogether(
  office: FollowingOffice,
  groups: readonly (readonly InboxEvent[])[],
): Promise<void> {
  const all = (chosen: typeof groups): Promise<void> =>
    inTransaction(office.db, (trx) => followNumbers({ ...office, db: trx }, trx, chosen.flat()))
  try {
    await all(groups)
  } catch {
    for (const events of groups)
      await all([events]).catch(async (error: unknown) => {
        office.log.error({ err: error, events: idsOf(events) }, 'carrier events could not be followed')
        await inTransaction(office.db, (trx) => claimEvents(trx, idsOf(events), 'failed'))
      })
  }
}

/** What is new of one parcel, and by whom. */
type News = {
  readonly parcel: NamedParcel
  readonly events: readonly InboxEvent[]
  readonly connection: InboxEvent['connection']
  readonly told: Reached
}

/** All events of these numbers, those of one parcel as one. */
async function followNumbers(office: Office, trx: Transaction, events: readonly InboxEvent[]): Promise<void> {
  const named = await parcelsNamed(trx, events)
  const strange = events.filter((event) => !named.has(spokenKey(event)))
  if (strange.length > 0) await claimEvents(trx, idsOf(strange), 'unknown-parcel')
  const references = [...named.values()].map(({ claimReference }) => claimReference)
  const before = await lockClaims(trx, references)
  const news = await newsOf(trx, events, named)
  const claims = (await followVisits(office, trx, news, before)) ? await lockClaims(trx, references) : before
  const now = office.clock.now()
  const reached = await addReached(
    trx,
    news.map(({ parcel, ...one }) => ({ parcelId: parcel.id, ...one })),
    now,
  )
  const received = await receivedAmong(trx, [...reached.keys()])
  // What stands at the centre is ours to say; the carrier's word of it is only kept.
  const underWay = news.flatMap(({ parcel, connection }) => {
    const known = reached.get(parcel.id)
    const claim = claims.get(parcel.claimReference)
    return known && claim && !received.has(parcel.id) ? [{ parcel, connection, reached: known, claim }] : []
  })
  await advanceMany(
    office,
    underWay.flatMap(({ parcel, connection, reached: known, claim }) =>
      movesBy(claim, parcel, known, { kind: 'carrier', name: connection }).map((move) => ({
        reference: claim.reference,
        move,
      })),
    ),
  )
  for (const { parcel, reached: known, claim } of underWay) await keepCases(trx, claim, parcel, known, now)
}

/** Visits in vain, in the order in which they were; true when there were any. */
async function followVisits(
  office: Office,
  trx: Transaction,
  news: readonly News[],
  claims: ReadonlyMap<string, Claim>,
): Promise<boolean> {
  const told = news
    .flatMap(({ parcel, events }) => events.map((event) => ({ parcel, event })))
    .filter(({ event }) => event.visit !== undefined)
    .toSorted((one, other) => (one.event.occurredAt < other.event.occurredAt ? -1 : 1))
  let recorded = false
  for (const one of told) {
    const { claimReference } = one.parcel
    const claim = recorded ? await claimOf(trx, claimReference) : claims.get(claimReference)
    if (claim && (await recordVisit(office, trx, claim, one))) recorded = true
  }
  return recorded
}

/** Of two workers that follow the same events one has them: what the other was quicker with is no news. */
async function newsOf(
  trx: Transaction,
  events: readonly InboxEvent[],
  named: ReadonlyMap<string, NamedParcel>,
): Promise<News[]> {
  const news: News[] = []
  const parcels = new Map([...named.values()].map((parcel) => [parcel.id, parcel]))
  const groups = groupedBy(events, (event) => named.get(spokenKey(event))?.id ?? 0)
  for (const [id, own] of groups) {
    const parcel = parcels.get(id)
    if (!parcel) continue
    const mine = await claimEvents(trx, idsOf(own), 'applied', parcel.id)
    const fresh = own.filter((event) => mine.has(event.id))
    const [first] = fresh
    if (!first) continue
    const told = fresh.map(({ kind, occurredAt }) => reachedBy(kind, occurredAt)).reduce(joined, {})
    news.push({ parcel, connection: first.connection, told, events: fresh })
  }
  return news
}

/** R94: what the carrier has to answer for is a case, with a day by which it is settled. */
async function keepCases(
  trx: Transaction,
  claim: Claim,
  parcel: NamedParcel,
  reached: Reached,
  now: Temporal.Instant,
): Promise<void> {
  const mishaps = mishapsIn(reached)
  if (mishaps.length === 0) return
  const programme = await programmeVersion(trx, claim.programmeVersion)
  for (const { kind, at, stands } of mishaps) {
    const openedOn = dateIn(Temporal.Instant.from(at), programme.timeZone)
    await openCase(trx, parcel.id, kind, { openedOn, dueOn: caseDueOn(openedOn, programme) })
    if (!stands) await closeAsFound(trx, parcel.id, [kind], now)
  }
}
