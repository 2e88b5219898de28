/**
 * What carriers say of a parcel, brought to nine words, and what follows from all of it together. Pure. Each event only
 * adds to what is known, in whatever order and however often it comes, so that the order never matters. Knows no
 * carrier, and that a carrier's "delivered" is no receipt of ours.
 */

/** In the order of the way; the last four are mishaps. */
export const trackingKinds = [
  'announced',
  'handed-over',
  'in-transit',
  'out-for-delivery',
  'at-centre',
  'delayed',
  'lost',
  'damaged',
  'returned',
] as const
export type TrackingKind = (typeof trackingKinds)[number]

/** The first and the last moment that something was said of; UTC with milliseconds, so that texts compare as times. */
export type Span = { readonly first: string; readonly last: string }

/** All that is known of a parcel's way. Joining two of them is commutative, associative and idempotent. */
export type Reached = Partial<Readonly<Record<TrackingKind, Span>>>

/** What one event adds. `at` is when it happened, not when we heard of it. */
export const reachedBy = (kind: TrackingKind, at: string): Reached => ({ [kind]: { first: at, last: at } })

/** Everything that either of the two knows. */
export function joined(one: Reached, other: Reached): Reached {
  const kinds = trackingKinds.flatMap((kind) => {
    const spans = [one[kind], other[kind]].filter((span) => span !== undefined)
    return spans.length === 0 ? [] : [[kind, spans.reduce(wider)] as const]
  })
  return Object.fromEntries(kinds)
}

const wider = (one: Span, other: Span): Span => ({
  first: one.first < other.first ? one.first : other.first,
  last: one.last > other.last ? one.last : other.last,
})

/** A state and the moment since which it holds. */
export type Tracked = { readonly state: TrackingKind; readonly since: string }

const stages = ['announced', 'handed-over', 'in-transit', 'out-for-delivery', 'at-centre'] as const

/** Whoever says one of these has the parcel in hand. */
const sightings = [
  'handed-over',
  'in-transit',
  'out-for-delivery',
  'at-centre',
  'damaged',
  'returned',
] as const

/**
 * Where the parcel is by all that is known: the furthest stage that it reached, unless a mishap stands. What was sent
 * back stays so, what was damaged too; what was lost is found, and what was delayed moves on, once it was seen later.
 * Undefined when nothing is known.
 */
export function trackedAs(reached: Reached): Tracked | undefined {
  const seen = lastOf(reached, sightings)
  const { lost, returned, damaged, delayed } = reached
  if (lost && lost.last > seen) return { state: 'lost', since: lost.last }
  if (returned) return { state: 'returned', since: returned.first }
  if (damaged) return { state: 'damaged', since: damaged.first }
  const stage = stages.findLast((one) => reached[one])
  if (delayed && delayed.last > seen && stage !== 'at-centre')
    return { state: 'delayed', since: delayed.last }
  const since = stage && reached[stage]?.first
  if (stage && since) return { state: stage, since }
  const mishap = lost ?? delayed
  return mishap && { state: lost ? 'lost' : 'delayed', since: mishap.last }
}

const lastOf = (reached: Reached, kinds: readonly TrackingKind[]): string =>
  kinds.reduce((latest, kind) => {
    const last = reached[kind]?.last ?? ''
    return last > latest ? last : latest
  }, '')

/** R40: when the carrier took the parcel, at the latest: the first that it said of having it; undefined before that. */
export const takenAt = (reached: Reached): string | undefined =>
  [...sightings, 'lost' as const].flatMap((kind) => reached[kind]?.first ?? []).toSorted()[0]

/** Where the carrier's word puts the units of a parcel. A delivery it tells of is no receipt: they stay on the way. */
export function custodyBy(
  reached: Reached,
): 'handed-over' | 'in-transit' | 'lost' | 'damaged-in-transit' | undefined {
  if (trackedAs(reached)?.state === 'lost') return 'lost'
  if (reached.damaged) return 'damaged-in-transit'
  // What was lost and found was on its way, whatever else was said.
  const onItsWay = [...stages.slice(2), 'lost' as const, 'returned' as const].some((kind) => reached[kind])
  if (onItsWay) return 'in-transit'
  return reached['handed-over'] && 'handed-over'
}

/** The mishaps that somebody has to look into, those that are over included: told apart by `stands`. */
export const mishapsIn = (
  reached: Reached,
): readonly {
  readonly kind: 'lost' | 'damaged' | 'returned'
  readonly at: string
  readonly stands: boolean
}[] =>
  (['lost', 'damaged', 'returned'] as const).flatMap((kind) => {
    const span = reached[kind]
    const stands = kind !== 'lost' || trackedAs(reached)?.state === 'lost'
    return span ? [{ kind, at: span.first, stands }] : []
  })
