/**
 * Lets go what was kept long enough, by the table of periods (GDPR art. 5(1)(e)). Works in steps of bounded size, each
 * claim in a transaction of its own: stopped anywhere, the next step goes on, and nothing is erased or told twice.
 */
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../base/actor.ts'
import { dateIn, type Clock } from '../base/calendar.ts'
import { canonicalJson, sha256 } from '../base/canonical.ts'
import { lockClaim } from '../claims/store.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import { expire } from './expiring-store.ts'
import { nextToGo, type ClaimKind, type Retention } from './retention.ts'
import { dueOn, endedOf, forgetDue, keptBack, noteDue, unplanned, type Place } from './retention-store.ts'

/** What lets go: rows, the day, and how long what is kept. */
export type Expiring = { readonly db: Database; readonly clock: Clock; readonly retention: Retention }

/** What one claim lost, or would lose. */
export type Gone = { readonly reference: string; readonly kinds: readonly ClaimKind[] }

/** What a step did; `next` is where the next one goes on, undefined when all is done for today. */
export type Step = { readonly gone: readonly Gone[]; readonly next?: Place }

const by: Actor = { kind: 'system', part: 'retention' }
const claimsAtOnce = 100
const beginning: Place = { lastDay: '', reference: '' }

/** One step: claims that ended are planned first, then what is over goes, the oldest first. */
export async function expireSome(house: Expiring, after: Place = beginning): Promise<Step> {
  const fresh = await unplanned(house.db, hashOf(house.retention), claimsAtOnce)
  for (const reference of fresh) await inTransaction(house.db, (trx) => plan(trx, house, reference))
  if (fresh.length === claimsAtOnce) return { gone: [], next: after }
  const due = await dueOn(house.db, todayOf(house), claimsAtOnce, after)
  const gone: Gone[] = []
  for (const { reference } of due)
    gone.push({ reference, kinds: await inTransaction(house.db, (trx) => letGo(trx, house, reference)) })
  const last = due.length === claimsAtOnce ? due.at(-1) : undefined
  return { gone: gone.filter(({ kinds }) => kinds.length > 0), ...(last && { next: last }) }
}

/** Everything that is over, step by step. Gives what went. */
export async function expireAll(house: Expiring): Promise<Gone[]> {
  const gone: Gone[] = []
  let step: Step | undefined
  do {
    step = await expireSome(house, step?.next)
    gone.push(...step.gone)
  } while (step.next)
  return gone
}

/** What would go today, and what is over but kept back. Writes nothing but plans. */
export async function expected(house: Expiring): Promise<readonly (Gone & { readonly isKept: boolean })[]> {
  for (;;) {
    const fresh = await unplanned(house.db, hashOf(house.retention), claimsAtOnce)
    for (const reference of fresh) await inTransaction(house.db, (trx) => plan(trx, house, reference))
    if (fresh.length < claimsAtOnce) break
  }
  const found: (Gone & { isKept: boolean })[] = []
  for (let after: Place | undefined = beginning; after;) {
    const due: Place[] = await dueOn(house.db, todayOf(house), claimsAtOnce, after)
    const kept = await keptBack(
      house.db,
      due.map(({ reference }) => reference),
    )
    for (const { reference } of due)
      found.push({
        reference,
        kinds: await overdue(house, reference),
        isKept: kept.includes(reference),
      })
    after = due.length === claimsAtOnce ? due.at(-1) : undefined
  }
  return found
}

/** Kinds of one claim that are over, in their order. */
async function overdue(house: Expiring, reference: string): Promise<ClaimKind[]> {
  const ended = await endedOf(house.db, reference)
  const kinds: ClaimKind[] = []
  if (!ended) return kinds
  for (;;) {
    const next = nextToGo(house.retention, { ...ended, gone: [...ended.gone, ...kinds] })
    if (!next || !isOver(next.lastDay, house)) return kinds
    kinds.push(next.kind)
  }
}

const todayOf = ({ clock }: Pick<Expiring, 'clock'>): Temporal.PlainDate => dateIn(clock.now(), 'UTC')

const isOver = (lastDay: Temporal.PlainDate, house: Expiring): boolean =>
  Temporal.PlainDate.compare(lastDay, todayOf(house)) < 0

/** Plans are made anew when the table says something else. */
const hashOf = (table: Retention): string => sha256(canonicalJson(table))

async function plan(trx: Transaction, { retention }: Expiring, reference: string): Promise<void> {
  const ended = await endedOf(trx, reference)
  if (ended) await noteDue(trx, reference, hashOf(retention), nextToGo(retention, ended))
}

/** What is over of one claim, as things stand now: it may have been opened again, or held, since it was planned. */
async function letGo(trx: Transaction, house: Expiring, reference: string): Promise<ClaimKind[]> {
  const claim = await lockClaim(trx, reference)
  const ended = await endedOf(trx, reference)
  if (!ended) await forgetDue(trx, reference)
  if (!ended || (await keptBack(trx, [reference])).length > 0) return []
  const kinds: ClaimKind[] = []
  for (;;) {
    const next = nextToGo(house.retention, { ...ended, gone: [...ended.gone, ...kinds] })
    if (!next || !isOver(next.lastDay, house)) {
      await noteDue(trx, reference, hashOf(house.retention), next)
      return kinds
    }
    await expire(trx, house, { claim, ...next, by })
    kinds.push(next.kind)
  }
}
