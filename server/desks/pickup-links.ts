/** Addresses of the dispatch desk. */

/** The plan of one day (ISO date), or of the next one on which somebody comes. */
export const planHref = (day?: string): string => (day ? `/desk/pickups?day=${day}` : '/desk/pickups')

/** The pick-up of one claim: what was agreed, what happened, moving it. */
export const pickupHref = (reference: string): string => `/desk/pickups/${reference}`

/** The driver's list as a PDF. */
export const manifestHref = (zone: string, day: string): string =>
  `/desk/pickups/manifest?zone=${zone}&day=${day}`
