/** Proposals and final documents over HTTP. */
import { z } from 'zod'
import { advance, type Office } from '../claims/advance.ts'
import { viewOf } from '../claims/routes.ts'
import { claimOf } from '../claims/store.ts'
import { claimViewSchema } from '../claims/view.ts'
import { refuse } from '../base/refusal.ts'
import { operation, type Operation } from '../web/operation.ts'
import { acceptProposal, disputeProposal } from './answering.ts'
import { continuity, latestInvoices } from './invoice-store.ts'
import { currentProposal, proposalsIn, type Proposal } from './proposal-store.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

const proposalView = z
  .object({
    reference: z.string(),
    version: z.int(),
    state: z.enum(['open', 'accepted', 'disputed', 'superseded']),
    /** What an answer must name: it binds the answer to exactly this text. */
    contentHash: hash,
    composedAt: z.string(),
    payableMinor: z.int(),
    vatMinor: z.int(),
    currency: z.string(),
    payBy: z.iso.date(),
    lines: z.array(
      z.object({
        no: z.int(),
        name: z.string(),
        serial: z.string(),
        awardMinor: z.int(),
        netMinor: z.int(),
        row: z.string(),
        rule: z.string(),
      }),
    ),
  })
  .meta({ id: 'Proposal' })

const viewOfProposal = ({ content, state, sha256, composedAt }: Proposal): z.infer<typeof proposalView> => ({
  reference: content.reference,
  version: content.version,
  state,
  contentHash: sha256,
  composedAt: composedAt.toString(),
  payableMinor: content.totals.payableMinor,
  vatMinor: content.totals.vatMinor,
  currency: content.currency,
  payBy: content.payment.payBy,
  lines: content.lines.map(({ basis, ...line }) => ({ ...line, row: basis.row, rule: basis.rule })),
})

const answerForm = z.strictObject({ version: z.int().positive(), contentHash: hash })

/** Everything that the API offers of this room. */
export const billingOperations = (office: Office): Operation[] => [...answering(office), ...looking]

const answering = (office: Office): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/acceptance',
      move: 'accept-proposal',
      tag: 'billing',
      summary: 'Accept the self-billing proposal (R48)',
      input: answerForm,
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params, input, address }) => {
      const answer = {
        ...params,
        version: input.version,
        sha256: input.contentHash,
        by: actor,
        from: address,
      }
      return viewOf(db, await acceptProposal({ ...office, db }, answer))
    },
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/disputes',
      move: 'refuse-proposal',
      tag: 'billing',
      summary: 'Dispute lines of the proposal',
      input: answerForm.extend({
        lines: z.array(z.int().positive()).min(1).max(100),
        reason: z.string().trim().min(1).max(2000),
      }),
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params, input, address }) => {
      const { version, contentHash: sha256, lines, reason } = input
      const answer = { ...params, version, sha256, by: actor, from: address }
      return viewOf(db, await disputeProposal({ ...office, db }, answer, { lines, reason }))
    },
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/proposals',
      move: 'propose',
      tag: 'billing',
      summary: 'Make the proposal anew, as its next version',
      input: z.strictObject({}),
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params }) =>
      viewOf(db, await advance({ ...office, db }, params.reference, { kind: 'propose-again', by: actor })),
  ),
]

const looking: Operation[] = [
  operation(
    {
      method: 'get',
      path: '/claims/{reference}/proposal',
      move: 'see-claim',
      tag: 'billing',
      summary: 'The proposal that counts now',
      output: proposalView,
    },
    async ({ db, params }) => {
      const proposal = await currentProposal(db, (await claimOf(db, params.reference)).reference)
      if (!proposal)
        throw refuse('not-found', 'proposal-unknown', { reference: params.reference, version: 0 })
      return viewOfProposal(proposal)
    },
  ),
  operation(
    {
      method: 'get',
      path: '/proposals',
      move: 'see-payments',
      tag: 'billing',
      summary: 'Proposals in a state, the longest waiting first',
      query: z.strictObject({
        state: z.enum(['open', 'accepted', 'disputed', 'superseded']).default('open'),
      }),
      output: z.array(proposalView),
    },
    async ({ db, query }) => (await proposalsIn(db, query.state, 200)).map(viewOfProposal),
  ),
  operation(
    {
      method: 'get',
      path: '/invoices',
      move: 'see-payments',
      tag: 'billing',
      summary: 'The newest documents first',
      output: z.array(
        z.object({
          number: z.string(),
          type: z.enum(['389', '261']),
          issuedOn: z.iso.date(),
          claimReference: z.string(),
          payableMinor: z.int(),
          currency: z.string(),
        }),
      ),
    },
    async ({ db }) =>
      (await latestInvoices(db, 200)).map(({ content, ...invoice }) => ({
        ...invoice,
        payableMinor: content.totals.payableMinor,
        currency: content.currency,
      })),
  ),
  operation(
    {
      method: 'get',
      path: '/series',
      move: 'see-payments',
      tag: 'billing',
      summary: 'Continuity of each number series',
      output: z.array(
        z.object({ issuer: z.string(), series: z.string(), first: z.int(), last: z.int(), count: z.int() }),
      ),
    },
    async ({ db }) => continuity(db),
  ),
]
