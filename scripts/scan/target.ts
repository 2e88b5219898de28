/**
 * What a scanner may try: one request of a house, taken apart into the places where something can be typed, and put
 * together again from what was typed. Pure.
 */

/** `at`: where it stands; `name`: of a parameter or field, or the pointer into a JSON body (RFC 6901). */
export type Place = {
  readonly at: 'path' | 'query' | 'form' | 'json'
  readonly name: string
  readonly value: string
}

export type Target = {
  /** As the router or the document spells it: `POST /api/claims/{reference}/approval`. */
  readonly route: string
  /** The move that it asks leave for; undefined where anybody may ask and is told. */
  readonly move?: string | undefined
  readonly method: string
  /** With `{name}` where a place of the path stands. */
  readonly path: string
  readonly takes: 'nothing' | 'form' | 'json' | 'file'
  /** The body as it was sent once, for what is not typed. */
  readonly json?: unknown
  readonly places: readonly Place[]
}

/** A body of more has its first places tried: an application with eight units is one with two, several times over. */
const placesAtMost = 60

/** Every leaf of a JSON body; of a list the first member. */
export function leavesOf(json: unknown, pointer = ''): Place[] {
  if (Array.isArray(json)) return json.length === 0 ? [] : leavesOf(json[0], `${pointer}/0`)
  if (typeof json === 'object' && json !== null)
    return Object.entries(json)
      .flatMap(([name, value]) =>
        leavesOf(value, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
      )
      .slice(0, placesAtMost)
  return [{ at: 'json', name: pointer, value: String(json) }]
}

/** The same for two targets in which the same can be typed. */
export const kindOf = ({ route, places }: Pick<Target, 'route' | 'places'>): string =>
  [route, ...places.map(({ at, name }) => `${at} ${name}`).toSorted()].join(' ')

/** Stands for a text that is too long for an address; a scanner that writes behind it writes behind the text. */
const asItWas = 'as-it-was'
const shownAtMost = 300

/** What a form holds for a place before somebody types. */
export const shown = ({ value }: Place): string => (value.length > shownAtMost ? asItWas : value)

/** The name of a place's field in a form. */
export const fieldOf = ({ name }: Place, no: number): string => `${no}-${name.split('/').at(-1)}`

export type Sent = {
  readonly method: string
  readonly path: string
  readonly body?: URLSearchParams | string
}

/** The request as it goes to the house when `typed` was typed; what is missing is as it was. */
export function sent(target: Target, typed: (field: string) => string | undefined): Sent {
  const values = target.places.map((place, no): Place => {
    const text = typed(fieldOf(place, no)) ?? shown(place)
    return { ...place, value: place.value.length > shownAtMost ? text.replace(asItWas, place.value) : text }
  })
  const at = (where: Place['at']): [string, string][] =>
    values.filter((one) => one.at === where).map(({ name, value }) => [name, value])
  const path = at('path').reduce(
    (whole, [name, value]) =>
      whole.replace(`{${name}}`, () => encodeURIComponent(withoutHalves(value)) || '-'),
    target.path,
  )
  const query = new URLSearchParams(at('query')).toString()
  const body =
    target.takes === 'json'
      ? JSON.stringify(
          at('json').reduce((json, [pointer, value]) => changed(json, pointer, value), target.json),
        )
      : target.takes === 'nothing'
        ? undefined
        : new URLSearchParams(at('form'))
  return {
    method: target.method,
    path: query ? `${path}?${query}` : path,
    ...(body !== undefined && { body }),
  }
}

/** Half of a surrogate pair has no encoding in an address. */
const withoutHalves = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '')

/** A copy in which the place holds the text; a number or a yes stays one where the text says one. */
function changed(json: unknown, pointer: string, text: string): unknown {
  const [, step, ...rest] = pointer.split('/')
  if (step === undefined)
    return typeof json === 'string' || text !== String(json) ? spelled(json, text) : json
  const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
  const below = rest.map((one) => `/${one}`).join('')
  if (Array.isArray(json))
    return json.map((one, no): unknown => (String(no) === key ? changed(one, below, text) : one))
  const members = json as Readonly<Record<string, unknown>>
  return { ...members, [key]: changed(members[key], below, text) }
}

const spelled = (was: unknown, text: string): unknown =>
  typeof was === 'number' && /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text
