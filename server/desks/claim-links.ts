/** Addresses that several desks share. */

/** The page of a claim for staff: reading it needs no particular desk. */
export const claimHref = (reference: string): string => `/desk/review/${reference}`

/** The history of a claim, for whoever works on claims. */
export const historyHref = (reference: string): string => `/desk/claims/${reference}`

/** A task on many claims, and how far it is. */
export const taskHref = (id: number): string => `/desk/tasks/${id}`

/** Where staff open a document of a claim. */
export const documentHref = (reference: string, id: number): string =>
  `/desk/claims/${reference}/documents/${id}`

/** Where staff open a file that was sent in. */
export const evidenceHref = (id: string): string => `/desk/evidence/${id}`
