/**
 * Rows of proposals. A version is never edited: a new one takes its place. An answer is bound to the version and to the
 * hash of what was shown (A2, A3).
 */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { canonicalJson } from '../base/canonical.ts'
import { refuse } from '../base/refusal.ts'
import { isSqlite, type Database, type Transaction } from '../database.ts'
import { contentHash, type ProposalContent } from './content.ts'

export type ProposalState = 'open' | 'accepted' | 'disputed' | 'superseded'

export type Proposal = {
  readonly id: number
  readonly content: ProposalContent
  readonly sha256: string
  readonly state: ProposalState
  readonly composedAt: Temporal.Instant
  readonly answer?: { readonly at: Temporal.Instant; readonly by: string; readonly from: string }
  readonly dispute?: Dispute
  /** When its owner was last reminded that it waits. */
  readonly remindedAt?: Temporal.Instant
}

/** A4: numbers of the lines that are disputed, and why. */
export type Dispute = { readonly lines: readonly number[]; readonly reason: string }

/** Who answered which version, when, and from where (A3). `sha256` is of the content that was shown. */
export type Answer = {
  readonly reference: string
  readonly version: number
  readonly sha256: string
  readonly by: Actor
  readonly from: string
  readonly at: Temporal.Instant
}

/** Keeps a new version; it takes the place of the one before, answered or not. Its version must be the next one. */
export async function saveProposal(
  trx: Transaction,
  content: ProposalContent,
  at: Temporal.Instant,
): Promise<Proposal> {
  await trx<ProposalRow>('proposals')
    .where({ claim_reference: content.reference })
    .whereNot({ state: 'superseded' })
    .update({ state: 'superseded' })
  await trx<ProposalRow>('proposals').insert({
    claim_reference: content.reference,
    version: content.version,
    content: canonicalJson(content),
    sha256: contentHash(content),
    state: 'open',
    composed_at: instantText(at),
  })
  return proposalOf(trx, content.reference, content.version)
}

/** The proposal that counts now; undefined before the first one. */
export async function currentProposal(db: Database, reference: string): Promise<Proposal | undefined> {
  const row = await db<ProposalRow>('proposals')
    .where({ claim_reference: reference })
    .orderBy('version', 'desc')
    .first()
  return row && proposalFromRow(row)
}

/** @throws Refusal `not-found` / `proposal-unknown`. */
export async function proposalOf(db: Database, reference: string, version: number): Promise<Proposal> {
  const row = await db<ProposalRow>('proposals').where({ claim_reference: reference, version }).first()
  if (!row) throw refuse('not-found', 'proposal-unknown', { reference, version })
  return proposalFromRow(row)
}

/** Holds the row until the transaction ends, so that two answers, or two issues, come one after the other. */
export async function lockProposal(trx: Transaction, reference: string, version: number): Promise<Proposal> {
  const row = trx<ProposalRow>('proposals').where({ claim_reference: reference, version })
  if (!isSqlite(trx)) await row.forUpdate().select('id')
  return proposalOf(trx, reference, version)
}

/** Claims whose units are decided and whose proposal could not be composed: a person has to clear what stands against it. */
export const blockedClaims = async (db: Database, limit: number): Promise<string[]> =>
  db('claims')
    .where('state', 'approved')
    .where('proposal_version', '>', 0)
    .whereNotExists((made) => {
      void made
        .select(db.raw('1'))
        .from('proposals')
        .whereRaw('proposals.claim_reference = claims.reference')
        .whereRaw('proposals.version = claims.proposal_version')
    })
    .orderBy('id')
    .limit(limit)
    .pluck('reference')

/** How many proposals are in each state; states that none is in are left out. */
export async function countProposals(db: Database): Promise<ReadonlyMap<ProposalState, number>> {
  const rows: { state: ProposalState; count: number | string }[] = await db('proposals')
    .groupBy('state')
    .select('state')
    .count({ count: '*' })
  return new Map(rows.map(({ state, count }) => [state, Number(count)]))
}

/** Open proposals that were neither made nor reminded of since `before`, the longest waiting first. */
export async function silentSince(
  db: Database,
  before: Temporal.Instant,
  limit: number,
): Promise<Proposal[]> {
  const rows = await db<ProposalRow>('proposals')
    .where({ state: 'open' })
    .where('composed_at', '<', instantText(before))
    .where((last) => {
      void last.whereNull('reminded_at').orWhere('reminded_at', '<', instantText(before))
    })
    .orderByRaw('COALESCE(reminded_at, composed_at), id')
    .limit(limit)
  return rows.map(proposalFromRow)
}

/** False when somebody else noted it since, or it was answered: then nobody is reminded twice. */
export async function noteReminded(
  trx: Transaction,
  { id, remindedAt }: Pick<Proposal, 'id' | 'remindedAt'>,
  at: Temporal.Instant,
): Promise<boolean> {
  const open = trx<ProposalRow>('proposals').where({ id, state: 'open' })
  void (remindedAt ? open.where({ reminded_at: instantText(remindedAt) }) : open.whereNull('reminded_at'))
  return (await open.update({ reminded_at: instantText(at) })) === 1
}

/** Those in a state, the longest waiting first; `after` is the last one that was seen. */
export async function proposalsIn(
  db: Database,
  state: ProposalState,
  limit: number,
  after?: Pick<Proposal, 'composedAt' | 'id'>,
): Promise<Proposal[]> {
  const rows = db<ProposalRow>('proposals').where({ state }).orderBy('composed_at').orderBy('id').limit(limit)
  if (after) void rows.whereRaw('(composed_at, id) > (?, ?)', [instantText(after.composedAt), after.id])
  return (await rows).map(proposalFromRow)
}

/**
 * Accepts one version, bound to the hash of what was shown (A3). A second time changes nothing.
 * @throws Refusal `conflict` / `outdated-proposal` for a version or text that is no longer current, `proposal-disputed`.
 */
export async function acceptProposalVersion(trx: Transaction, answer: Answer): Promise<Proposal> {
  const proposal = await answerable(trx, answer)
  if (proposal.state === 'accepted') return proposal
  return record(trx, proposal, answer, { state: 'accepted' })
}

/**
 * Records a dispute, which stops the way to payment until there is a new version (A4).
 * @throws Refusal `conflict` as for acceptance, `proposal-accepted` after it; `invalid` / `no-such-line`.
 */
export async function disputeProposalVersion(
  trx: Transaction,
  answer: Answer,
  dispute: Dispute,
): Promise<Proposal> {
  const proposal = await answerable(trx, answer)
  if (proposal.state === 'accepted') throw refuse('conflict', 'proposal-accepted', factsOf(answer))
  const known = proposal.content.lines.map(({ no }) => no)
  if (!dispute.lines.every((line) => known.includes(line)))
    throw refuse('invalid', 'no-such-line', {}, '/lines')
  return record(trx, proposal, answer, { state: 'disputed', dispute: JSON.stringify(dispute) })
}

async function answerable(trx: Transaction, answer: Answer): Promise<Proposal> {
  const proposal = await lockProposal(trx, answer.reference, answer.version)
  if (proposal.state === 'superseded' || proposal.sha256 !== answer.sha256)
    throw refuse('conflict', 'outdated-proposal', factsOf(answer))
  if (proposal.state === 'disputed') throw refuse('conflict', 'proposal-disputed', factsOf(answer))
  return proposal
}

const factsOf = ({ reference, version }: Answer) => ({ reference, version })

async function record(
  trx: Transaction,
  proposal: Proposal,
  answer: Answer,
  change: Pick<ProposalRow, 'state'> & { dispute?: string },
): Promise<Proposal> {
  await trx<ProposalRow>('proposals')
    .where({ id: proposal.id })
    .update({
      ...change,
      answered_at: instantText(answer.at),
      answered_by: actorText(answer.by),
      answered_from: answer.from,
    })
  return proposalOf(trx, answer.reference, answer.version)
}

type ProposalRow = {
  id: number
  claim_reference: string
  version: number
  content: string
  sha256: string
  state: ProposalState
  composed_at: string
  answered_at: string | null
  answered_by: string | null
  answered_from: string | null
  dispute: string | null
  reminded_at: string | null
}

const proposalFromRow = (row: ProposalRow): Proposal => ({
  id: row.id,
  content: JSON.parse(row.content) as ProposalContent,
  sha256: row.sha256,
  state: row.state,
  composedAt: Temporal.Instant.from(row.composed_at),
  ...(row.answered_at !== null && {
    answer: {
      at: Temporal.Instant.from(row.answered_at),
      by: row.answered_by ?? '',
      from: row.answered_from ?? '',
    },
  }),
  ...(row.reminded_at !== null && { remindedAt: Temporal.Instant.from(row.reminded_at) }),
  ...(row.dispute !== null && { dispute: JSON.parse(row.dispute) as Dispute }),
})
