/** One visit of the carrier (R38-R40, R94): recorded with the side at fault; a visit that is done hands everything over. */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { attachEvidence } from '../evidence/store.ts'
import { advance, type Happened, type Office } from '../claims/advance.ts'
import type { Claim } from '../claims/claim.ts'
import { factIn } from '../claims/journal.ts'
import { lockClaim } from '../claims/store.ts'
import type { Transaction } from '../database.ts'
import { attemptsOf, keepAttempt, type Signed } from './attempt-store.ts'
import { bookNext, release, standingOf } from './booking.ts'
import type { ShippingDesk } from './opening.ts'
import { endVisit, pickupById, pickupOf } from './pickup-store.ts'
import { faultOf, stateAfter, type AttemptOutcome } from './pickup.ts'
import { stillHere } from './still-here.ts'
import { shipmentOf, shipmentsOf, type Parcel } from './store.ts'

/** What is told of a visit. `costMinor` is what the carrier asks for it, in minor units of the programme's currency. */
export type Visit = {
  readonly outcome: AttemptOutcome
  readonly by: Actor
  readonly note?: string | undefined
  readonly costMinor?: number | undefined
  /** Ids of photos that were sent in. */
  readonly evidence?: readonly string[] | undefined
  /** When it was; left out: now. */
  readonly at?: Temporal.Instant | undefined
  /** The carrier's event that told of it. */
  readonly carrierEvent?: number | undefined
  /**
   * SSCCs that were taken along, or refused as a hazard; left out: everything that waits. Of what stays behind another
   * day is asked for.
   */
  readonly parcels?: readonly string[] | undefined
  readonly signed?: Signed | undefined
}

/**
 * Records a visit, and passes title over what was taken (R40).
 * @throws Refusal `not-found` / `pickup-unknown`, `conflict` / `pickup-ended`; `invalid` / `parcel-not-here` for a number
 * that does not belong to this stop; as `attachEvidence` for photos that nobody sent in.
 */
export async function attemptPickup(
  office: Office,
  trx: Transaction,
  id: number,
  visit: Visit,
): Promise<Claim> {
  const pickup = await pickupById(trx, id)
  const shipment = pickup && (await shipmentOf(trx, pickup.shipmentId))
  if (!shipment) throw refuse('not-found', 'pickup-unknown', { id })
  const { outcome, by, costMinor, note } = visit
  const at = visit.at ?? office.clock.now()
  const onDate = pickup.slot.date.toString()
  const waiting = stillHere(await lockClaim(trx, shipment.claimReference), shipment)
  const isOfSome = outcome === 'done' || outcome === 'refused-hazard'
  const meant = isOfSome ? meantOf(waiting, visit.parcels) : waiting
  const taken = outcome === 'done' ? meant : []
  const isPartial = isOfSome && meant.length < waiting.length
  await endVisit(trx, id, isPartial ? 'missed' : stateAfter[outcome])
  await attachEvidence(trx, visit.evidence ?? [], shipment.claimReference, evidencePath)
  const attempt = await keepAttempt(trx, id, {
    ...visit,
    by: actorText(by),
    fault: faultOf[outcome],
    onDate,
    at,
    parcels: taken.map(({ sscc }) => sscc),
  })
  const claim = await advance(office, shipment.claimReference, {
    kind: 'attempt-pickup',
    by,
    pickup: id,
    attempt,
    visit: (await attemptsOf(trx, id)).length,
    date: onDate,
    outcome,
    fault: faultOf[outcome],
    units: meant.flatMap((parcel) => parcel.units),
    ...(costMinor !== undefined && { costMinor }),
    ...(note && { note }),
  })
  if (outcome !== 'done') return claim
  const units = taken.flatMap((parcel) => parcel.units)
  return advance(office, shipment.claimReference, { kind: 'hand-over', by, units, at, attempt })
}

const evidencePath = (place: number): string => `/evidence/${place}`

function meantOf(waiting: readonly Parcel[], named: readonly string[] | undefined): readonly Parcel[] {
  if (!named) return waiting
  const stranger = named.find((sscc) => !waiting.some((parcel) => parcel.sscc === sscc))
  if (stranger !== undefined || named.length === 0)
    throw refuse('invalid', 'parcel-not-here', { sscc: stranger ?? '' }, '/parcels')
  return waiting.filter(({ sscc }) => named.includes(sscc))
}

/** R38: where the carrier failed, it comes again on the next free day, and nobody is charged. */
export async function comeAgain(
  desk: ShippingDesk,
  { trx, claim, programme, entry }: Happened,
): Promise<void> {
  if (entry.facts['fault'] !== 'carrier') return
  const at = await standingOf(trx, claim, programme)
  if (at)
    await bookNext({ ...desk, db: trx }, at, {
      because: 'carrier-failed',
      by: { kind: 'system', part: 'shipping' },
    })
}

/**
 * A hand-over that nobody recorded as a visit, told by the carrier or inferred from the arrival, ends the agreed visit
 * all the same once nothing waits any more.
 */
export async function closeVisit(_desk: object, { trx, claim, programme, entry }: Happened): Promise<void> {
  if (entry.facts['attempt'] !== undefined) return
  const shipment = (await shipmentsOf(trx, claim.reference)).at(-1)
  // Carriers tell of what was posted by the thousand: no visit belongs to it.
  if (shipment?.way !== 'pick-up' || (await standingOf(trx, claim, programme))) return
  const pickup = await pickupOf(trx, shipment.id)
  if (!pickup || !['scheduled', 'missed'].includes(pickup.state)) return
  await endVisit(trx, pickup.id, 'done')
  await keepAttempt(trx, pickup.id, {
    outcome: 'done',
    fault: faultOf.done,
    onDate: pickup.slot.date.toString(),
    at: Temporal.Instant.from(factIn(entry, 'at')),
    by: entry.actor,
  })
}

/** A claim that is void or taken back needs no carrier any more (R22): what is scheduled for it is called off. */
export async function callOffPickups(
  desk: ShippingDesk,
  { trx, claim, programme }: Pick<Happened, 'trx' | 'claim' | 'programme'>,
): Promise<void> {
  for (const shipment of await shipmentsOf(trx, claim.reference)) {
    const pickup = await pickupOf(trx, shipment.id)
    if (pickup?.state !== 'scheduled') continue
    const by: Actor = { kind: 'system', part: 'shipping' }
    await release({ ...desk, db: trx }, { trx, claim, programme, shipment }, pickup, by)
  }
}
