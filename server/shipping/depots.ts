/**
 * Depots and their zones (R10, R34): which carrier's yard serves a postcode, and how many visits it manages in a day.
 * Operational data of the house, not of a programme: a lorry is shared by all of them. Pure.
 */
import { z } from 'zod'

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60)
const words = z.string().trim().min(1).max(120)
const postcode = z.string().regex(/^[0-9A-Z]{2,10}$/)
const most = { visits: 1000 }

const zone = z.strictObject({
  id,
  name: words,
  /** Visits on an ordinary working day. */
  visitsPerDay: z.int().positive().max(most.visits),
  /** Both ends inclusive. */
  postcodes: z
    .array(
      z
        .strictObject({ from: postcode, to: postcode })
        .refine(({ from, to }) => from.length === to.length && from <= to, 'postcodes-reversed'),
    )
    .min(1),
})

const depot = z.strictObject({
  id,
  name: words,
  address: z.strictObject({
    street: words,
    postcode: words,
    city: words,
    country: z.string().regex(/^[A-Z]{2}$/),
  }),
  zones: z.array(zone).min(1),
})

/** The whole of `templates/depots.yaml`. */
export const depotFile = z.strictObject({ depots: z.array(depot) }).superRefine(({ depots }, file) => {
  const ids = depots.flatMap(({ id: one, zones }) => [one, ...zones.map((each) => each.id)])
  const twice = ids.find((one, index) => ids.indexOf(one) !== index)
  if (twice) file.addIssue({ code: 'custom', params: { code: 'id-repeated', facts: { id: twice } } })
})

export type Depot = z.infer<typeof depot>

/** A zone as bookings see it. */
export type Zone = {
  readonly id: string
  readonly name: string
  readonly depot: { readonly id: string; readonly name: string; readonly country: string }
  readonly visitsPerDay: number
  readonly postcodes: readonly { readonly from: string; readonly to: string }[]
}

/** What one day takes at most: a day that nobody changed takes what its zone takes. */
export const visitsOn = (zoneOf: Pick<Zone, 'visitsPerDay'>, day?: { readonly visits?: number }): number =>
  day?.visits ?? zoneOf.visitsPerDay

/** The zone that reaches this postcode, if any. Spaces and a country prefix (`DK-8000`) do not matter. */
export function zoneFor(
  zones: readonly Zone[],
  address: { readonly country: string; readonly postcode: string },
): Zone | undefined {
  const bare = address.postcode
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(new RegExp(`^${address.country}(?=\\d)`), '')
  // Dutch postcodes end in two letters that no range needs.
  const code = address.country === 'NL' ? bare.slice(0, 4) : bare
  return zones.find(
    ({ depot: { country }, postcodes }) =>
      country === address.country &&
      postcodes.some(({ from, to }) => from.length === code.length && from <= code && code <= to),
  )
}
