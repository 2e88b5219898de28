/**
 * What-if: every claim of a programme that was decided when staff ordered it, held against a draft, from what is stored. The
 * worker goes through the claims in slices, one job each, and keeps what it found with how far it has come. After a crash it
 * goes on where it was; what is decided meanwhile is none of its business. Claims are read, never written.
 */
import { setImmediate } from 'node:timers/promises'
import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '../base/actor.ts'
import type { Clock } from '../base/calendar.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import type { Completion } from '../jobs/queue.ts'
import { enqueue } from '../jobs/store.ts'
import { draftSave, programmeDraft } from '../programmes/draft-store.ts'
import { lintProgramme } from '../programmes/lint.ts'
import type { Programme } from '../programmes/programme.ts'
import { parseProgramme, refusalOf } from '../programmes/source.ts'
import { programmeVersion } from '../programmes/store.ts'
import type { Claim } from './claim.ts'
import { countDecided, decidedIds } from './first-decision-store.ts'
import { lastEntryNo } from './journal-store.ts'
import { keepSlice, openReplay, replayOf } from './replay-store.ts'
import { forgetUses, keepUses, usesOf, type ReplayEdition } from './replay-use-store.ts'
import { claimsByIds } from './store.ts'
import { isChanged, openSums } from './what-if-sums.ts'
import {
  capNames,
  replayed,
  seenTwice,
  type Replayed,
  type SeenTwice,
  type Tallies,
  type Tally,
} from './what-if.ts'

type House = { readonly db: Database; readonly clock: Clock }

/** So many claims in one job: a second's work, so that neither a stop nor what else is due waits for long. */
const claimsOfSlice = 500

/** So many claims at a time: few enough that a page asked for meanwhile does not wait. */
const atOnce = 50

/** Due a moment later, so that the worker ends its round: deadlines and carriers have their turn between two slices. */
const restMilliseconds = 100

/** Orders a what-if of a draft as it was saved last over all that is decided by now; gives its id. @throws Refusal `invalid` for a text with mistakes. */
export const orderReplay = ({ db, clock }: House, draftId: number, by: Actor): Promise<number> =>
  inTransaction(db, async (trx) => {
    const { programmeId, revision, source } = await programmeDraft(trx, draftId)
    const mistakes = lintProgramme(source)
    if (mistakes.length > 0) throw refusalOf(mistakes, programmeId)
    const upTo = await lastEntryNo(trx)
    const total = await countDecided(trx, { programmeId, upTo })
    const id = await openReplay(trx, { draftId, revision, upTo, total, by }, clock.now())
    await orderSlice(trx, { replay: id, after: 0 }, clock.now())
    return id
  })

/**
 * Goes through the claims of one slice, and gives what keeps them and orders the slice after it, in one transaction. A
 * slice that was kept already is left: killed at any point, every claim counts once.
 */
export async function replayClaims(
  { db, clock }: House,
  { replay: id, after }: SliceOrder,
  atMost = claimsOfSlice,
): Promise<Completion> {
  const replay = await replayOf(db, id)
  if (replay.state === 'ready' || replay.after !== after) return () => Promise.resolve()
  const { programmeId } = await programmeDraft(db, replay.draftId)
  const other = parsedDraft(await draftSave(db, replay.draftId, replay.revision))
  const ids = await decidedIds(db, { programmeId, upTo: replay.upTo }, after, atMost)
  const claims = await bothWays(db, await claimsByIds(db, ids), other)
  const usesIn = (edition: ReplayEdition): Promise<Tally> =>
    usesOf(db, id, edition, [...new Set(claims.flatMap((seen) => capNames(seen[edition])))])
  const tallies: Tallies = { before: await usesIn('before'), after: await usesIn('after') }
  const found = await heldAgainst(claims, tallies)
  const { add, sums } = openSums(replay.sums)
  found.forEach(add)
  const to = claims.at(-1)?.claim.id ?? after
  const isLast = claims.length < atMost
  const changed = found.filter(isChanged)
  return async (trx) => {
    const slice = { from: after, to, done: claims.length, sums: sums(), changed, isLast }
    if (!(await keepSlice(trx, id, slice, clock.now()))) return
    if (isLast) return forgetUses(trx, id)
    for (const edition of ['before', 'after'] as const) await keepUses(trx, id, edition, tallies[edition])
    await orderSlice(trx, { replay: id, after: to }, clock.now().add({ milliseconds: restMilliseconds }))
  }
}

// Reading YAML takes as long as a hundred claims, and every slice of a what-if has the same text.
let lately: { readonly source: string; readonly programme: Programme } | undefined

function parsedDraft(source: string): Programme {
  if (lately?.source !== source) lately = { source, programme: parseProgramme(source) }
  return lately.programme
}

type SliceOrder = {
  readonly replay: number
  /** The id of the claim after which it begins; 0 for the first slice. */
  readonly after: number
}

/** The key names the slice, since a slice orders the next one before its own job has ended. */
const orderSlice = (trx: Transaction, { replay, after }: SliceOrder, dueAt: Temporal.Instant) =>
  enqueue(trx, { kind: 'replay-claims', key: `${replay}:${after}`, payload: { replay, after }, dueAt })

/** Each claim under the edition that it was made under, and under the other. */
const bothWays = (db: Database, claims: readonly Claim[], other: Programme): Promise<SeenTwice[]> =>
  Promise.all(
    claims.map(async (claim) => seenTwice(claim, await programmeVersion(db, claim.programmeVersion), other)),
  )

/** Adds what they use of caps to the tallies. */
async function heldAgainst(claims: readonly SeenTwice[], tallies: Tallies): Promise<Replayed[]> {
  const found: Replayed[] = []
  for (const seen of claims) {
    found.push(replayed(seen, tallies))
    // Whoever asks for a page meanwhile is answered between two stretches.
    if (found.length % atOnce === 0) await setImmediate()
  }
  return found
}
