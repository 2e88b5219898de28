/**
 * A label by link instead of by mail (R32): whoever holds the claim's link and knows the postcode that stands on the label
 * gets it. Tries are counted before they are looked at, so that a hundred at once are a hundred.
 */
import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '../base/actor.ts'
import { instantText, type Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { lockClaim } from '../claims/store.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import { documentOf } from '../documents/store.ts'
import type { LabelFacts } from './label-facts.ts'
import type { LabelForm, PrintReason } from './label-life.ts'
import { printLabel, printableLabel } from './label-printing.ts'
import type { Label } from './label-store.ts'

type Desk = { readonly db: Database; readonly clock: Clock }

/** Wrong postcodes that a label forgives within a day; a country has some thousand. */
const triesADay = 5

export type Fetching = {
  readonly postcode: string
  readonly form: LabelForm
  readonly reason?: PrintReason | undefined
  readonly by: Actor
}

/**
 * Gives the document to be served, as `printLabel` does, to whoever knows the postcode.
 * @throws Refusal `invalid` / `postcode-differs` with the tries that are left; `too-many` / `postcode-tries-spent`; and as
 * `printLabel`.
 */
export async function fetchLabel(desk: Desk, reference: string, asked: Fetching): Promise<number> {
  const label = await countTry(desk, reference)
  const { facts } = await documentOf(desk.db, label.documentId)
  const { postcode } = (facts as unknown as LabelFacts).sender
  if (spelled(asked.postcode) !== spelled(postcode)) {
    const left = triesADay - (await triesOf(desk.db, label.id, desk.clock.now()))
    throw refuse('invalid', 'postcode-differs', { left }, '/postcode')
  }
  await desk.db('label_tries').where({ label_id: label.id }).del()
  return printLabel(desk, reference, asked)
}

const countTry = ({ db, clock }: Desk, reference: string): Promise<Label> =>
  inTransaction(db, async (trx) => {
    // Two at once are counted one after the other.
    await lockClaim(trx, reference)
    const label = await printableLabel(trx, reference)
    if ((await triesOf(trx, label.id, clock.now())) >= triesADay)
      throw refuse('too-many', 'postcode-tries-spent', {}, '/postcode')
    await trx('label_tries').insert({ label_id: label.id, tried_at: instantText(clock.now()) })
    return label
  })

/** Of the last 24 hours. */
async function triesOf(db: Database | Transaction, labelId: number, now: Temporal.Instant): Promise<number> {
  const since = instantText(now.subtract({ hours: 24 }))
  const tries = await db('label_tries')
    .where({ label_id: labelId })
    .where('tried_at', '>', since)
    .select('id')
  return tries.length
}

/** Spaces, dashes and small letters are how people write `SW1A 1AA`. */
const spelled = (postcode: string): string => postcode.toUpperCase().replace(/[^0-9A-Z]/g, '')
