/** Claims over HTTP: applying, looking, reviewing. Reads, makes the move, shows the claim; decides nothing. */
import { z } from 'zod'
import type { Actor } from '../base/actor.ts'
import type { Database } from '../database.ts'
import { applicationSchema } from '../programmes/application.ts'
import type { Finding } from '../programmes/rules.ts'
import { currentProgramme, programmeVersion } from '../programmes/store.ts'
import { findingText } from '../programmes/wording.ts'
import { operation, type Operation } from '../web/operation.ts'
import { advance } from './advance.ts'
import { refuse } from '../base/refusal.ts'
import type { Claim } from './claim.ts'
import { clocksOf } from './clock-store.ts'
import { tracesOf } from './decision-store.ts'
import { eligibilityOf } from './eligibility.ts'
import { entriesOf } from './journal-store.ts'
import { claimMachine, type ClaimState } from './machines.ts'
import type { Move } from './moves.ts'
import { askedCodes, rejectedCodes, rejectedSide } from './reasons.ts'
import { claimOf, claimsIn } from './store.ts'
import { resubmit, submit, type Reception } from './submission.ts'
import { claimView, claimViewSchema, type ClaimView } from './view.ts'

/** What these operations need beyond the transaction of each request. */
export type ClaimDesk = Reception & {
  /** Address of the participant's page of a claim. */
  readonly linkTo: (reference: string) => string
}

const note = z.string().trim().max(2000).optional()

const findingView = z
  .object({
    rule: z.string(),
    clause: z.string(),
    code: z.string(),
    outcome: z.enum(['pass', 'fail', 'review', 'missing']),
    path: z.string(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
    text: z.string(),
  })
  .meta({ id: 'Finding' })

/** How a claim looks now. */
export async function viewOf(db: Database, claim: Claim): Promise<ClaimView> {
  return claimView(claim, await programmeVersion(db, claim.programmeVersion), await clocksOf(db, claim.id))
}

/** Applying, looking and reviewing, as operations. */
export const claimOperations = (desk: ClaimDesk): Operation[] => [
  ...applying(desk),
  ...looking(desk),
  ...reviewing(desk),
]

const applying = (desk: ClaimDesk): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/claims',
      move: 'apply',
      tag: 'claims',
      summary: 'Apply for a trade-in',
      description:
        'A claim that lacks something is kept as `incomplete`; one that breaks a rule is refused (422).',
      input: applicationSchema,
      output: z.object({ claim: claimViewSchema, link: z.string() }),
      status: 201,
    },
    async ({ db, actor, input }) => {
      const claim = await submit({ ...desk, db }, input, actor)
      return { claim: await viewOf(db, claim), link: desk.linkTo(claim.reference) }
    },
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/application',
      move: 'resubmit',
      tag: 'claims',
      summary: 'Send a completed application in again (R25)',
      input: applicationSchema,
      output: claimViewSchema,
    },
    async ({ db, actor, params, input }) =>
      viewOf(db, await resubmit({ ...desk, db }, params.reference, input, actor)),
  ),
  operation(
    {
      method: 'post',
      path: '/programmes/{programme}/eligibility',
      move: 'apply',
      tag: 'programmes',
      summary: 'Would this qualify? Nothing is stored',
      // Not even the answer: and who only asks holds up nobody who applies.
      transaction: 'own',
      input: applicationSchema,
      output: z.object({
        verdict: z.enum(['approve', 'review', 'incomplete', 'reject']),
        findings: z.array(findingView),
      }),
    },
    async ({ db, params, input, locale }) => {
      if (input.programme !== params.programme) throw refuse('invalid', 'other-programme', {}, '/programme')
      const { programme } = await currentProgramme(db, params.programme)
      const { verdict, findings } = await eligibilityOf({ ...desk, db }, input, programme)
      const told = (finding: Finding) => ({
        ...finding,
        text: findingText(finding, programme, desk.texts(locale)),
      })
      return { verdict, findings: findings.map(told) }
    },
  ),
]

const stateQuery = z.strictObject({
  state: z.enum(Object.keys(claimMachine) as [ClaimState, ...ClaimState[]]).default('submitted'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  order: z.enum(['age', 'risk']).default('age'),
  /** The last reference of the page before. */
  after: z.string().max(20).optional(),
})

const journalView = z.object({
  no: z.int(),
  at: z.string(),
  kind: z.string(),
  actor: z.string(),
  unit: z.int(),
  programme: z.string(),
  facts: z.record(z.string(), z.unknown()),
  hash: z.string(),
})

const looking = ({ texts }: ClaimDesk): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/claims',
      move: 'list-claims',
      tag: 'claims',
      summary: 'Claims in a state, the oldest or the riskiest first; `after` the last one of the page before',
      query: stateQuery,
      output: z.array(claimViewSchema),
    },
    async ({ db, query }) => {
      const claims = await claimsIn(db, query.state, query.limit, query.order, query.after)
      return Promise.all(claims.map((claim) => viewOf(db, claim)))
    },
  ),
  operation(
    {
      method: 'get',
      path: '/claims/{reference}',
      move: 'see-claim',
      tag: 'claims',
      summary: 'One claim',
      output: claimViewSchema,
    },
    async ({ db, params }) => viewOf(db, await claimOf(db, params.reference)),
  ),
  operation(
    {
      method: 'get',
      path: '/claims/{reference}/findings',
      move: 'see-findings',
      tag: 'claims',
      summary: 'What every rule found, latest first (R96)',
      output: z.array(
        z.object({
          askedAt: z.string(),
          verdict: z.string(),
          programmeVersion: z.string(),
          findings: z.array(findingView),
        }),
      ),
    },
    async ({ db, params, locale }) => {
      const claim = await claimOf(db, params.reference)
      const programme = await programmeVersion(db, claim.programmeVersion)
      const told = (finding: Finding) => ({
        ...finding,
        text: findingText(finding, programme, texts(locale)),
      })
      return (await tracesOf(db, claim.id)).map((trace) => ({ ...trace, findings: trace.findings.map(told) }))
    },
  ),
  operation(
    {
      method: 'get',
      path: '/claims/{reference}/journal',
      move: 'see-journal',
      tag: 'claims',
      summary: 'What happened to one claim',
      output: z.array(journalView),
    },
    async ({ db, params }) => entriesOf(db, (await claimOf(db, params.reference)).reference),
  ),
]

const reviewing = (desk: ClaimDesk): Operation[] => [
  review(desk, 'approval', 'approve', 'Approve an application', z.strictObject({ note }), (input, by) => ({
    kind: 'approve',
    by,
    ...given(input),
  })),
  review(
    desk,
    'questions',
    'ask',
    'Ask for what is missing (R25)',
    z.strictObject({ missing: askedCodes, note }),
    ({ missing, ...rest }, by) => ({ kind: 'ask', by, missing, ...given(rest) }),
  ),
  review(
    desk,
    'rejection',
    'reject',
    'Reject an application',
    z.strictObject({ reasons: rejectedCodes, side: rejectedSide, note }),
    ({ reasons, side, ...rest }, by) => ({ kind: 'reject', by, reasons, side, ...given(rest) }),
  ),
  review(desk, 'withdrawal', 'withdraw', 'Take an application back', z.strictObject({}), (_, by) => ({
    kind: 'withdraw',
    by,
  })),
]

/** One act on a claim as a resource of its own: `POST /claims/{reference}/<act>`. */
const review = <Input extends z.ZodType>(
  desk: ClaimDesk,
  act: string,
  move: string,
  summary: string,
  input: Input,
  moveOf: (input: z.output<Input>, by: Actor) => Move,
): Operation =>
  operation(
    {
      method: 'post',
      path: `/claims/{reference}/${act}` as '/claims/{reference}/act',
      move,
      tag: 'claims',
      summary,
      input,
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params, input: sent }) =>
      viewOf(db, await advance({ ...desk, db }, params.reference, moveOf(sent as z.output<Input>, actor))),
  )

const given = (input: { note?: string | undefined }): { note?: string } =>
  input.note === undefined ? {} : { note: input.note }
