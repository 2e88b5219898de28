/** What-ifs over HTTP: ordered, followed while they run, and read as sums and claim by claim. */
import { z } from 'zod'
import type { Clock } from '../base/calendar.ts'
import type { Database } from '../database.ts'
import { operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import { changesOf, replayOf, replaysOf, type Replay } from './replay-store.ts'
import { orderReplay } from './replaying.ts'

const outcome = z.enum(['approved', 'rejected', 'review', 'incomplete', 'refused'])
const minor = z.int().describe('Minor units of the currency of the programme.')
const shift = z.object({
  before: outcome,
  after: outcome,
  claims: z.int(),
  beforeMinor: minor,
  afterMinor: minor,
})
const reason = z.object({
  rule: z.string(),
  clause: z.string(),
  code: z.string().describe('A finding, or the row of the table of values.'),
  claims: z.int(),
  byMinor: minor,
})

const whatIfView = z.object({
  id: z.int(),
  draft: z.int(),
  revision: z.int().describe('The save of the draft that claims are held against.'),
  state: z.enum(['waiting', 'running', 'ready']),
  madeBy: z.string(),
  madeAt: z.iso.datetime().describe('Claims that were decided later are not among its claims.'),
  total: z.int(),
  done: z.int(),
  result: z
    .object({
      claims: z.int(),
      changed: z.int().describe('Claims with another decision or other money.'),
      beforeMinor: minor,
      afterMinor: minor,
      shifts: z.array(shift).describe('From one decision to another, or to the same; the most claims first.'),
      reasons: z.array(reason).describe('Each claim under its first reason alone; the most money first.'),
    })
    .optional()
    .describe('What it comes to, when it is ready.'),
})

const changed = z.object({
  claimId: z.int().describe('For `after` of the next page.'),
  reference: z.string(),
  before: outcome,
  after: outcome,
  beforeMinor: minor,
  afterMinor: minor,
  rule: z.string(),
  clause: z.string(),
  code: z.string(),
})

const claimsOfPage = 500
const ofDraft = z.object({ id: rowId })

/** Ordering, following and reading what-ifs. */
export const whatIfOperations = ({ clock }: { readonly clock: Clock }): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/programme-drafts/{id}/what-ifs',
      move: 'write-programme',
      tag: 'programmes',
      summary: 'Hold every decided claim of the programme against a draft as it was saved last',
      description: 'It is worked off meanwhile, in slices: ask for it again. No claim is touched.',
      params: ofDraft,
      input: z.strictObject({}),
      output: whatIfView,
      status: 202,
    },
    async ({ db, actor, params }) =>
      viewOf(await replayOf(db, await orderReplay({ db, clock }, params.id, actor))),
  ),
  operation(
    {
      method: 'get',
      path: '/programme-drafts/{id}/what-ifs',
      move: 'write-programme',
      tag: 'programmes',
      summary: 'What-ifs of a draft, the newest first',
      params: ofDraft,
      output: z.array(whatIfView),
    },
    async ({ db, params }) => (await replaysOf(db, params.id)).map(viewOf),
  ),
  operation(
    {
      method: 'get',
      path: '/what-ifs/{id}',
      move: 'write-programme',
      tag: 'programmes',
      summary: 'How far a what-if is, and what it came to',
      params: ofDraft,
      output: whatIfView,
    },
    async ({ db, params }) => viewOf(await replayOf(db, params.id)),
  ),
  operation(
    {
      method: 'get',
      path: '/what-ifs/{id}/claims',
      move: 'write-programme',
      tag: 'programmes',
      summary: 'The claims that would be decided otherwise or offered other money, with the reason of each',
      params: ofDraft,
      query: z.strictObject({
        after: rowId.optional().describe('The `claimId` of the last one of the page before.'),
      }),
      output: z.array(changed),
    },
    ({ db, params, query }) => changesIn(db, params.id, query.after ?? 0),
  ),
]

async function changesIn(db: Database, id: number, after: number) {
  await replayOf(db, id)
  return changesOf(db, id, { after, limit: claimsOfPage })
}

/** While it runs, sums of a part would be read as those of the whole. */
const viewOf = ({ draftId, upTo: _upTo, after: _after, sums, ...replay }: Replay) => ({
  ...replay,
  draft: draftId,
  ...(replay.state === 'ready' &&
    sums && { result: { ...sums, shifts: [...sums.shifts], reasons: [...sums.reasons] } }),
})
