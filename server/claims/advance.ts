/**
 * The only place where a claim changes. Loads, decides, saves, writes the journal and carries out what follows,
 * in one transaction: all of it happens or nothing.
 */
import type { Temporal } from 'temporal-polyfill'
import type { Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { stretchesOf } from '../base/stretches.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import { clockDay, dueOn } from '../programmes/clocks.ts'
import type { Programme } from '../programmes/programme.ts'
import { programmeVersion } from '../programmes/store.ts'
import { allowancesOf } from './allowance-store.ts'
import type { Claim } from './claim.ts'
import { decide, type MoveFacts } from './decide.ts'
import { grantDays, isSetAside, reckoned } from './extending-store.ts'
import { writeEntries, writeEntry } from './journal-store.ts'
import type { Occurrence, Told } from './journal.ts'
import type { Move, MoveOf } from './moves.ts'
import { standingOf } from './standing-store.ts'
import { claimOf, lockClaim, lockClaims, saveClaims } from './store.ts'

/** What the journal tells with the claim as it is after it, inside the transaction that writes both. */
export type Happened = {
  readonly trx: Transaction
  readonly claim: Claim
  readonly programme: Programme
  /** `onceWritten` gives its number: what is sent in is written down last of all. */
  readonly entry: Occurrence
  /** What the person who made the move added in own words. */
  readonly note?: string
}

/** Carries out what follows from a journal entry, by rows only. The table stands in `server/consequences.ts`. */
export type Follow = (happened: Happened) => Promise<void>

export type Office = { readonly db: Database; readonly clock: Clock; readonly follow: Follow }

/** Throws Refusal when the move is not allowed; then nothing is written. A move that changes nothing writes nothing. */
export const advance = ({ db, clock, follow }: Office, reference: string, move: Move): Promise<Claim> =>
  inTransaction(db, async (trx) => {
    const claim = await lockClaim(trx, reference)
    const programme = await programmeVersion(trx, claim.programmeVersion)
    const now = clock.now()
    const { next, events } = decide(claim, move, programme, {
      ...factsFor(programme, now),
      ...(await moveFacts(trx, claim, programme, move, now)),
    })
    if (events.length === 0) return claim
    if (move.kind === 'extend') await grantDays(trx, claim, move, now)
    await saveClaims(trx, [{ before: claim, after: next }], now)
    for (const event of events) {
      const entry = await writeEntry(trx, next, event, move.by, now)
      await follow({ trx, claim: next, programme, entry, ...(event.note && { note: event.note }) })
    }
    // What follows may have moved the claim on: an approval labels it, an acceptance makes its invoice.
    return claimOf(trx, reference)
  })

/** Moves that banks and carriers make by the thousand; they need nothing but the claim itself. */
export type BulkMove = MoveOf<
  'queue' | 'unqueue' | 'pay' | 'return' | 'hand-over' | 'scan' | 'lose' | 'damage'
>

// So many claims are held in memory at a time.
const claimsAtOnce = 500

/** One of many moves. */
export type ClaimMove = { readonly reference: string; readonly move: BulkMove }

/**
 * The same for many claims, with few statements for all of them. Either every move is made or none is; moves of one
 * claim follow each other. @throws Refusal of the first move that is not allowed, `not-found` / `claim-unknown`.
 */
export const advanceMany = (office: Office, moves: readonly ClaimMove[]): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    for (const stretch of stretchesOf(moves, claimsAtOnce)) await advanceStretch(office, trx, stretch)
  })

async function advanceStretch(
  { clock, follow }: Office,
  trx: Transaction,
  moves: readonly ClaimMove[],
): Promise<void> {
  const now = clock.now()
  const before = await lockClaims(
    trx,
    moves.map(({ reference }) => reference),
  )
  const after = new Map(before)
  const told: (Told & Pick<Happened, 'claim' | 'programme'>)[] = []
  for (const { reference, move } of moves) {
    const claim = after.get(reference)
    if (!claim) throw refuse('not-found', 'claim-unknown', { reference })
    const programme = await programmeVersion(trx, claim.programmeVersion)
    const { next, events } = decide(claim, move, programme, factsFor(programme, now))
    after.set(reference, next)
    told.push(...events.map((event) => ({ claim: next, programme, event, by: move.by })))
  }
  const changes = [...before].map(([reference, was]) => ({ before: was, after: after.get(reference) ?? was }))
  await saveClaims(trx, changes, now)
  const entries = await writeEntries(trx, told, now)
  for (const [place, { claim, programme }] of told.entries()) {
    const entry = entries[place]
    if (entry) await follow({ trx, claim, programme, entry })
  }
}

/** Only what this move is decided by: most need nothing more. */
async function moveFacts(
  trx: Transaction,
  claim: Claim,
  programme: Programme,
  move: Move,
  now: Temporal.Instant,
): Promise<Partial<MoveFacts>> {
  if (move.kind === 'approve')
    return {
      allowances: await allowancesOf(trx, claim, programme),
      standing: await standingOf(trx, claim),
    }
  if (move.kind === 'inspect') return { allowances: await allowancesOf(trx, claim, programme) }
  if (move.kind === 'extend') {
    const extension = await reckoned(trx, claim, programme, move, now)
    return extension ? { extension } : {}
  }
  if (move.kind === 'set-aside' || move.kind === 'take-up')
    return { isSetAside: await isSetAside(trx, claim) }
  return {}
}

function factsFor(programme: Programme, now: Temporal.Instant): MoveFacts {
  const clock = programme.clocks.find(({ start }) => start === 'found-different')
  return { now, ...(clock && { answerBy: dueOn(clock, clockDay(now, clock, programme)) }) }
}
