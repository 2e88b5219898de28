/**
 * The journal of a claim as acts: what one person did in one moment, with the papers and mails that came of it. Knows which
 * kind of act each event is. Pure; the words are `history-facts.ts`'s business.
 */
import type { JournalEntry } from '../claims/journal.ts'
import type { EventKind } from '../claims/moves.ts'

/** What somebody may want to see alone. `papers`: whatever left a document or a mail behind. */
export const historyKinds = ['application', 'way', 'audit', 'money', 'time', 'data', 'papers'] as const
export type HistoryKind = (typeof historyKinds)[number]

/** A document or a mail, beside the act that caused it. */
export type Paper = {
  readonly kind: 'document' | 'mail'
  readonly text: string
  /** UTC with milliseconds, as the journal's. */
  readonly at: string
  readonly href?: string
  readonly note?: string
}

export type Act = {
  readonly at: string
  /** As the journal names whoever did it. */
  readonly actor: string
  readonly entries: readonly JournalEntry[]
  readonly papers: readonly Paper[]
}

const kindOf: Readonly<Record<EventKind, Exclude<HistoryKind, 'papers'>>> = {
  submitted: 'application',
  vouched: 'application',
  approved: 'application',
  asked: 'application',
  rejected: 'application',
  resubmitted: 'application',
  withdrawn: 'application',
  labelled: 'way',
  'pickup-arranged': 'way',
  'pickup-cancelled': 'way',
  'pickup-attempted': 'way',
  'handed-over': 'way',
  scanned: 'way',
  lost: 'way',
  damaged: 'way',
  received: 'way',
  'receipt-undone': 'way',
  'looked-at': 'audit',
  'found-after-end': 'audit',
  'found-match': 'audit',
  'found-different': 'audit',
  'offer-accepted': 'audit',
  'offer-declined': 'audit',
  'offer-disputed': 'audit',
  'offer-expired': 'audit',
  'all-decided': 'money',
  'proposal-accepted': 'money',
  'proposal-refused': 'money',
  finalised: 'money',
  credited: 'money',
  objected: 'money',
  promised: 'money',
  'goods-ordered': 'money',
  'goods-released': 'money',
  'goods-shipped': 'money',
  charged: 'money',
  'overpayment-notified': 'money',
  repayment: 'money',
  repaid: 'money',
  'written-off': 'money',
  'set-off': 'money',
  'run-approved': 'money',
  'run-exported': 'money',
  'payment-held': 'money',
  'payment-let-go': 'money',
  'waiver-proposed': 'money',
  waived: 'money',
  'write-off-proposed': 'money',
  'set-off-agreed': 'money',
  'account-confirmed': 'money',
  'match-proposed': 'money',
  'match-confirmed': 'money',
  queued: 'money',
  unqueued: 'money',
  paid: 'money',
  returned: 'money',
  settled: 'money',
  closed: 'money',
  'account-given': 'data',
  'account-shown': 'data',
  'edition-loaded': 'data',
  exported: 'data',
  erased: 'data',
  'data-expired': 'data',
  'data-held': 'data',
  'data-released': 'data',
  'consent-withdrawn': 'data',
  reminded: 'time',
  extended: 'time',
  'set-aside': 'time',
  'taken-up': 'time',
  lapsed: 'time',
  voided: 'time',
  'left-behind': 'time',
}

/**
 * Entries of one moment and one actor are one act. A paper belongs to the last act that was not after it: consequences are
 * written in the transaction of their cause, and the clock is read again for each.
 */
export function actsOf(entries: readonly JournalEntry[], papers: readonly Paper[]): Act[] {
  const acts: { at: string; actor: string; entries: JournalEntry[]; papers: Paper[] }[] = []
  for (const entry of entries) {
    const last = acts.at(-1)
    if (last && last.at === entry.at && last.actor === entry.actor) last.entries.push(entry)
    else acts.push({ at: entry.at, actor: entry.actor, entries: [entry], papers: [] })
  }
  // What was made before the first entry, such as an agreement signed with the application, stands at its beginning.
  for (const paper of papers) (acts.findLast(({ at }) => at <= paper.at) ?? acts[0])?.papers.push(paper)
  return acts
}

/** Acts of one kind, whole: what happened in the same moment stays beside it. All of them without a kind. */
export const actsOfKind = (acts: readonly Act[], kind: HistoryKind | undefined): Act[] =>
  acts.filter(
    ({ entries, papers }) =>
      kind === undefined ||
      (kind === 'papers'
        ? papers.length > 0
        : entries.some((entry) => kindOf[entry.kind as EventKind] === kind)),
  )
