/** Which photos a difference has to be shown by (R43). Pure: the kinds that came in, the faults out. */
import type { Fault } from '../base/refusal.ts'
import type { photoKinds } from '../programmes/schema/audit.ts'
import type { Programme } from '../programmes/programme.ts'
import type { Judgement } from './verdict.ts'

export type PhotoKind = (typeof photoKinds)[number]

/** A photo as it was taken in: its id, and the kind that it was sent as. */
export type Photo = { readonly id: string; readonly kind: string }

/**
 * R43: any difference is shown by as many photos as the programme asks for, two at least, and each reason by a photo of
 * what it is about. One photo sent twice is one. A match needs none.
 */
export function photoFaults(
  { verdict, show }: Pick<Judgement, 'verdict' | 'show'>,
  photos: readonly Photo[],
  { audit }: Pick<Programme, 'audit'>,
): Fault[] {
  if (verdict === 'match') return []
  const given = new Set(photos.map(({ id }) => id)).size
  const needed = audit.photosForADifference
  const few: Fault[] =
    given < needed ? [{ code: 'photos-missing', path: '/photos', facts: { needed, given } }] : []
  const kinds = photos.map(({ kind }) => kind)
  const unseen = show.filter((kind) => !kinds.includes(kind))
  return [...few, ...unseen.map((kind): Fault => ({ code: `no-${kind}-photo`, path: '/photos' }))]
}
