/**
 * What others can be told of, and in which words: the kind of event, the claim's reference and state, and where to ask for
 * more. Pure. Nothing personal stands in a message: who wants more asks the API, which asks who is there.
 */
import type { Claim } from '../claims/claim.ts'
import type { JournalEntry } from '../claims/journal.ts'
import type { EventKind } from '../claims/moves.ts'

/** Events of a claim that leave the house. What only desks do among themselves does not. */
const told = [
  'submitted',
  'asked',
  'resubmitted',
  'rejected',
  'withdrawn',
  'approved',
  'labelled',
  'pickup-arranged',
  'pickup-cancelled',
  'pickup-attempted',
  'handed-over',
  'scanned',
  'lost',
  'damaged',
  'received',
  'receipt-undone',
  'found-match',
  'found-different',
  'offer-accepted',
  'offer-declined',
  'offer-disputed',
  'offer-expired',
  'all-decided',
  'proposal-accepted',
  'proposal-refused',
  'finalised',
  'credited',
  'objected',
  'promised',
  'goods-ordered',
  'goods-released',
  'goods-shipped',
  'charged',
  'queued',
  'unqueued',
  'paid',
  'returned',
  'settled',
  'closed',
  'extended',
  'lapsed',
  'voided',
  'left-behind',
] as const satisfies readonly EventKind[]

/** `claim.approved`: the event's name in the journal below the noun that it is about. */
export const webhookKinds = told.map((kind) => `claim.${kind}` as const)

export type WebhookKind = (typeof webhookKinds)[number]

/** The kind that a journal entry is told as, undefined when it stays in the house. */
export const kindOf = ({ kind }: Pick<JournalEntry, 'kind'>): WebhookKind | undefined =>
  webhookKinds.find((one) => one === `claim.${kind}`)

/**
 * The bytes that are sent and signed, as Standard Webhooks lays them out: `type`, `timestamp`, `data`. `sequence` is the
 * entry's number in the journal: messages may overtake each other, and this tells in which order things happened.
 */
export const messageBody = (
  type: WebhookKind,
  {
    claim,
    entry,
  }: { readonly claim: Pick<Claim, 'reference' | 'state' | 'programmeId'>; readonly entry: JournalEntry },
  publicUrl: string,
): string =>
  JSON.stringify({
    type,
    timestamp: entry.at,
    data: {
      sequence: entry.no,
      reference: claim.reference,
      programme: claim.programmeId,
      state: claim.state,
      ...(entry.unit > 0 && { unit: entry.unit }),
      links: {
        claim: `${publicUrl}/api/claims/${claim.reference}`,
        desk: `${publicUrl}/desk?q=${claim.reference}`,
      },
    },
  })
