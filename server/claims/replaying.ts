/**
 * What-if: every decided claim of a programme held against a draft, from what is stored. Staff order it; the worker goes
 * through the claims in stretches and keeps how far it has come. After a crash it begins again. Claims are read, never written.
 */
import { setImmediate } from 'node:timers/promises'
import type { Actor } from '../base/actor.ts'
import type { Clock } from '../base/calendar.ts'
import { inTransaction, type Database } from '../database.ts'
import type { Completion } from '../jobs/queue.ts'
import { enqueue } from '../jobs/store.ts'
import { draftSave, programmeDraft } from '../programmes/draft-store.ts'
import { lintProgramme } from '../programmes/lint.ts'
import { parseProgramme, refusalOf } from '../programmes/source.ts'
import { programmeVersion } from '../programmes/store.ts'
import { endReplay, noteReplayed, openReplay, replayOf, restartReplay } from './replay-store.ts'
import { countDecided, decidedClaims } from './store.ts'
import { isChanged, openSums } from './what-if-sums.ts'
import { replayed, type Replayed, type Tallies } from './what-if.ts'

type House = { readonly db: Database; readonly clock: Clock }

/** So many claims at a time: few enough that a page asked for meanwhile does not wait. */
const atOnce = 250

/** Orders a what-if of a draft as it was saved last; gives its id. @throws Refusal `invalid` for a text with mistakes. */
export const orderReplay = ({ db, clock }: House, draftId: number, by: Actor): Promise<number> =>
  inTransaction(db, async (trx) => {
    const { programmeId, revision, source } = await programmeDraft(trx, draftId)
    const mistakes = lintProgramme(source)
    if (mistakes.length > 0) throw refusalOf(mistakes, programmeId)
    const total = await countDecided(trx, programmeId)
    const id = await openReplay(trx, { draftId, revision, total, by }, clock.now())
    await enqueue(trx, {
      kind: 'replay-claims',
      key: String(id),
      payload: { replay: id },
      dueAt: clock.now(),
    })
    return id
  })

/** Goes through the claims, and gives what ends it. */
export async function replayClaims({ db, clock }: House, id: number): Promise<Completion> {
  const { state, draftId, revision } = await replayOf(db, id)
  if (state === 'ready') return () => Promise.resolve()
  const { programmeId } = await programmeDraft(db, draftId)
  const other = parseProgramme(await draftSave(db, draftId, revision))
  const tallies: Tallies = { before: new Map(), after: new Map() }
  const { add, sums } = openSums()
  await inTransaction(db, (trx) => restartReplay(trx, id))
  let after = 0
  let done = 0
  for (;;) {
    const claims = await decidedClaims(db, programmeId, after, atOnce)
    const last = claims.at(-1)
    if (!last) break
    const changed: Replayed[] = []
    for (const claim of claims) {
      const one = replayed(claim, await programmeVersion(db, claim.programmeVersion), other, tallies)
      add(one)
      if (isChanged(one)) changed.push(one)
    }
    after = last.id
    done += claims.length
    await inTransaction(db, (trx) => noteReplayed(trx, id, done, changed))
    // Whoever asks for a page meanwhile is answered between two stretches.
    await setImmediate()
  }
  return (trx) => endReplay(trx, id, sums(), clock.now())
}
