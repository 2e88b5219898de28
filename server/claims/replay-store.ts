/** Rows of what-ifs: what is held against what, how far it has come, and the claims that would change. Touches no claim. */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { insertMany, type Database, type Transaction } from '../database.ts'
import type { Outcome, Replayed } from './what-if.ts'
import type { WhatIfSums } from './what-if-sums.ts'

export type Replay = {
  readonly id: number
  readonly draftId: number
  /** The save that claims are held against. */
  readonly revision: number
  readonly state: 'waiting' | 'running' | 'ready'
  /** The journal's last entry when it was ordered: claims that were decided later are not among its claims. */
  readonly upTo: number
  readonly total: number
  readonly done: number
  /** The id of the last claim that it went through; 0 before the first. */
  readonly after: number
  /** What it comes to so far; the whole when it is ready. */
  readonly sums?: WhatIfSums
  readonly madeBy: string
  readonly madeAt: string
}

type ReplayRow = {
  id: number
  draft_id: number
  revision: number
  state: Replay['state']
  up_to: number
  total: number
  done: number
  after_claim: number
  sums: string | null
  made_by: string
  made_at: string
  ended_at: string | null
}

type ChangeRow = {
  replay_id: number
  claim_id: number
  before: Outcome
  after: Outcome
  before_minor: number | string
  after_minor: number | string
  rule: string
  clause: string
  code: string
}

/** One claim that would change. Minor units. */
export type ReplayChange = Omit<Replayed, 'reason' | 'claimId'> & {
  readonly rule: string
  readonly clause: string
  readonly code: string
}

/** Opens a what-if of one save of a draft; gives its id. */
export async function openReplay(
  trx: Transaction,
  {
    draftId,
    revision,
    upTo,
    total,
    by,
  }: Pick<Replay, 'draftId' | 'revision' | 'upTo' | 'total'> & { readonly by: Actor },
  at: Temporal.Instant,
): Promise<number> {
  const [row] = await trx<ReplayRow>('programme_replays')
    .insert({
      draft_id: draftId,
      revision,
      state: 'waiting',
      up_to: upTo,
      total,
      done: 0,
      made_by: actorText(by),
      made_at: instantText(at),
    })
    .returning('id')
  if (!row) throw new Error('no id for a new what-if')
  return row.id
}

/** @throws Refusal `not-found` / `what-if-unknown`. */
export async function replayOf(db: Database, id: number): Promise<Replay> {
  const row = await db<ReplayRow>('programme_replays').where({ id }).first()
  if (!row) throw refuse('not-found', 'what-if-unknown', { id })
  return replayFromRow(row)
}

/** What-ifs of a draft, the newest first. */
export async function replaysOf(db: Database, draftId: number): Promise<Replay[]> {
  const rows = await db<ReplayRow>('programme_replays').where({ draft_id: draftId }).orderBy('id', 'desc')
  return rows.map(replayFromRow)
}

/** What one slice of a what-if came to. */
export type Slice = {
  /** Where it began, and the last claim that it went through. */
  readonly from: number
  readonly to: number
  readonly done: number
  readonly sums: WhatIfSums
  readonly changed: readonly Replayed[]
  /** No claim comes after it. */
  readonly isLast: boolean
}

/** Keeps a slice, unless another worker has kept it already: then gives false, and nothing is to be written of it. */
export async function keepSlice(
  trx: Transaction,
  id: number,
  { from, to, done, sums, changed, isLast }: Slice,
  at: Temporal.Instant,
): Promise<boolean> {
  const moved = await trx<ReplayRow>('programme_replays')
    .where({ id, after_claim: from })
    .whereNot({ state: 'ready' })
    .update({
      state: isLast ? 'ready' : 'running',
      after_claim: to,
      done: trx.raw('done + ?', [done]) as unknown as number,
      sums: JSON.stringify(sums),
      ...(isLast && { ended_at: instantText(at) }),
    })
  if (moved === 0) return false
  await insertMany(
    trx,
    'programme_replay_changes',
    changed.map((one) => changeRow(id, one)),
  )
  return true
}

const changeRow = (id: number, one: Replayed): ChangeRow => ({
  replay_id: id,
  claim_id: one.claimId,
  before: one.before,
  after: one.after,
  before_minor: one.beforeMinor,
  after_minor: one.afterMinor,
  rule: one.reason?.rule ?? '',
  clause: one.reason?.clause ?? '',
  code: one.reason?.code ?? '',
})

/** The claims that would change, in the order in which they were sent in, after the one with the id `after`. */
export async function changesOf(
  db: Database,
  id: number,
  { after = 0, limit }: { readonly after?: number; readonly limit: number },
): Promise<(ReplayChange & { readonly claimId: number })[]> {
  const rows: (ChangeRow & { reference: string })[] = await db('programme_replay_changes as r')
    .join('claims as c', 'c.id', 'r.claim_id')
    .where('r.replay_id', id)
    .andWhere('r.claim_id', '>', after)
    .orderBy('r.claim_id')
    .limit(limit)
    .select('r.*', 'c.reference')
  return rows.map((row) => ({
    claimId: row.claim_id,
    reference: row.reference,
    before: row.before,
    after: row.after,
    // PostgreSQL gives large integers as text.
    beforeMinor: Number(row.before_minor),
    afterMinor: Number(row.after_minor),
    rule: row.rule,
    clause: row.clause,
    code: row.code,
  }))
}

const replayFromRow = (row: ReplayRow): Replay => ({
  id: row.id,
  draftId: row.draft_id,
  revision: row.revision,
  state: row.state,
  upTo: row.up_to,
  total: row.total,
  done: row.done,
  after: row.after_claim,
  madeBy: row.made_by,
  madeAt: row.made_at,
  ...(row.sums !== null && { sums: JSON.parse(row.sums) as WhatIfSums }),
})
