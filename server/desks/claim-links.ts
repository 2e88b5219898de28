/** Addresses that several desks share. */

/** The page of a claim for staff: reading it needs no particular desk. */
export const claimHref = (reference: string): string => `/desk/review/${reference}`

export const documentHref = (reference: string, id: number): string =>
  `/desk/claims/${reference}/documents/${id}`

export const evidenceHref = (id: string): string => `/desk/evidence/${id}`
