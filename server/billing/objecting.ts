/** A seller's objection to a document that was issued already (A5): kept with its origin, and told to the claim. */
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { advance, type Office } from '../claims/advance.ts'
import type { Claim } from '../claims/claim.ts'
import { lockClaim } from '../claims/store.ts'
import { inTransaction } from '../database.ts'
import { invoiceOf } from './invoice-store.ts'
import { keepObjection } from './objection-store.ts'

export type GivenObjection = {
  readonly reference: string
  readonly number: string
  readonly lines: readonly number[]
  readonly reason: string
  readonly by: Actor
  /** Network address that it came from. */
  readonly from: string
}

/** @throws Refusal `not-found` / `invoice-unknown` for a document of another claim; `invalid` / `no-such-line`. */
export const objectToInvoice = (office: Office, given: GivenObjection): Promise<Claim> =>
  inTransaction(office.db, async (trx) => {
    const { reference, number, lines, by } = given
    await lockClaim(trx, reference)
    const { id, claimReference, content } = await invoiceOf(trx, number)
    if (claimReference !== reference) throw refuse('not-found', 'invoice-unknown', { number })
    const known = content.lines.map(({ no }) => no)
    if (!lines.every((line) => known.includes(line))) throw refuse('invalid', 'no-such-line', {}, '/lines')
    await keepObjection(trx, id, { ...given, at: office.clock.now() })
    return advance({ ...office, db: trx }, reference, { kind: 'object', by, invoice: number, lines })
  })
