/**
 * How deep each place is tried, so that a scan of everybody takes an hour instead of days and leaves nothing out. Pure.
 * `all`: every field of every route that the caller is let in to, once, whatever the other fields beside it.
 * `first`: of these, what no caller before is let in to. `new`: of these, fields of a name that stands nowhere before.
 */
import { mayDo } from '../../server/staff/access.ts'
import { actorOf, type CallerName, callers } from './callers.ts'
import type { Place, Target } from './target.ts'

export const depths = ['all', 'first', 'new'] as const
export type Depth = (typeof depths)[number]

/** Whether a place is offered to a scanner at that depth. */
export type Offer = (depth: Depth, place: Place) => boolean

/** Whoever is refused is told so before anything of the request is read (test/web/matrix.long.test.ts). */
export const reaches = (one: CallerName, { move }: Pick<Target, 'move'>): boolean =>
  move === undefined || mayDo(actorOf(one), move)

/** The second unit of an application is read as the first one is. */
const nameOf = ({ at, name }: Place): string => `${at} ${name.replaceAll(/\/\d+(?=\/|$)/g, '/0')}`

/** `targets`: all that there are, in an order that stays. */
export function depthOf(targets: readonly Target[], caller: CallerName): Offer {
  const offered: Record<Depth, Set<Place>> = { all: new Set(), first: new Set(), new: new Set() }
  const fields = new Set<string>()
  const names = new Set<string>()
  for (const one of callers)
    for (const target of targets.filter((some) => callers.find((who) => reaches(who, some)) === one))
      for (const place of target.places) {
        const name = nameOf(place)
        const isNewField = !fields.has(`${target.route} ${name}`)
        const isNewName = !names.has(name)
        fields.add(`${target.route} ${name}`)
        names.add(name)
        if (isNewField && reaches(caller, target)) offered.all.add(place)
        if (isNewField && one === caller) offered.first.add(place)
        if (isNewName && one === caller) offered.new.add(place)
      }
  return (depth, place) => offered[depth].has(place)
}
