/**
 * What-if: every decided claim of a programme held against a draft, from what is stored. Staff order it; the worker goes
 * through the claims in slices, one job each, and keeps what it found with how far it has come. After a crash it goes on where
 * it was. Claims are read, never written.
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
import { keepSlice, openReplay, replayOf } from './replay-store.ts'
import { forgetUses, keepUses, usesOf } from './replay-use-store.ts'
import { countDecided, decidedClaims } from './store.ts'
import { isChanged, openSums } from './what-if-sums.ts'
import { capNames, replayed, type Replayed, type Tallies } from './what-if.ts'

type House = { readonly db: Database; readonly clock: Clock }

/** So many claims in one job: a second's work, so that neither a stop nor what else is due waits for long. */
const claimsOfSlice = 500

/** So many claims at a time: few enough that a page asked for meanwhile does not wait. */
const atOnce = 50

/** Due a moment later, so that the worker ends its round: deadlines and carriers have their turn between two slices. */
const restMilliseconds = 100

/** Orders a what-if of a draft as it was saved last; gives its id. @throws Refusal `invalid` for a text with mistakes. */
export const orderReplay = ({ db, clock }: House, draftId: number, by: Actor): Promise<number> =>
  inTransaction(db, async (trx) => {
    const { programmeId, revision, source } = await programmeDraft(trx, draftId)
    const mistakes = lintProgramme(source)
    if (mistakes.length > 0) throw refusalOf(mistakes, programmeId)
    const total = await countDecided(trx, programmeId)
    const id = await openReplay(trx, { draftId, revision, total, by }, clock.now())
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
  const other = parseProgramme(await draftSave(db, replay.draftId, replay.revision))
  const claims = await pinned(db, await decidedClaims(db, programmeId, after, atMost))
  const tallies: Tallies = {
    before: await usesOf(
      db,
      id,
      'before',
      namesOf(claims, ({ claim, has }) => capNames(claim, has)),
    ),
    after: await usesOf(
      db,
      id,
      'after',
      namesOf(claims, ({ claim }) => capNames(claim, other)),
    ),
  }
  const found = await heldAgainst(claims, other, tallies)
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

type SliceOrder = {
  readonly replay: number
  /** The id of the claim after which it begins; 0 for the first slice. */
  readonly after: number
}

/** The key names the slice, since a slice orders the next one before its own job has ended. */
const orderSlice = (trx: Transaction, { replay, after }: SliceOrder, dueAt: Temporal.Instant) =>
  enqueue(trx, { kind: 'replay-claims', key: `${replay}:${after}`, payload: { replay, after }, dueAt })

type Pinned = { readonly claim: Claim; readonly has: Programme }

/** Claims with the edition that each was made under. */
const pinned = (db: Database, claims: readonly Claim[]): Promise<Pinned[]> =>
  Promise.all(
    claims.map(async (claim) => ({ claim, has: await programmeVersion(db, claim.programmeVersion) })),
  )

const namesOf = (claims: readonly Pinned[], names: (one: Pinned) => string[]): string[] => [
  ...new Set(claims.flatMap(names)),
]

/** Adds what they use of caps to the tallies. */
async function heldAgainst(
  claims: readonly Pinned[],
  other: Programme,
  tallies: Tallies,
): Promise<Replayed[]> {
  const found: Replayed[] = []
  for (const { claim, has } of claims) {
    found.push(replayed(claim, has, other, tallies))
    // Whoever asks for a page meanwhile is answered between two stretches.
    if (found.length % atOnce === 0) await setImmediate()
  }
  return found
}
