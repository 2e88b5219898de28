/**
 * Whose turn it was, day by day, between the receipt and the money (R45). Pure: journal entries come in, days for each
 * side go out. Says nothing of whether a wait pauses the clock; that is the programme's word.
 */
import type { Temporal } from 'temporal-polyfill'

export type Side = 'participant' | 'us'

/** One journal entry on its day in the programme's zone. */
export type TurnEvent = {
  readonly kind: string
  readonly on: Temporal.PlainDate
  readonly facts?: Readonly<Record<string, unknown>>
}

/** Who must act after each kind of entry; kinds that are not named leave the turn where it is. */
const turnAfter: Readonly<Record<string, Side>> = {
  received: 'us',
  'found-match': 'us',
  'found-different': 'participant',
  'offer-accepted': 'us',
  'offer-declined': 'us',
  'offer-disputed': 'us',
  'all-decided': 'participant',
  'proposal-accepted': 'us',
  'proposal-refused': 'us',
  'account-given': 'us',
}

/** Days that each side took, from the receipt up to `until`; a day counts for whose turn it was when it began. */
export function daysBySide(events: readonly TurnEvent[], until: Temporal.PlainDate): Record<Side, number> {
  const days: Record<Side, number> = { us: 0, participant: 0 }
  let turn: Side | undefined
  let since: Temporal.PlainDate | undefined
  for (const event of events) {
    const next = sideAfter(event)
    if (next === undefined || (turn === undefined && event.kind !== 'received')) continue
    if (turn && since) days[turn] += since.until(event.on).days
    turn = next
    since = event.on
  }
  if (turn && since) days[turn] += Math.max(0, since.until(until).days)
  return days
}

function sideAfter({ kind, facts }: TurnEvent): Side | undefined {
  if (kind === 'returned') return facts?.['side'] === 'account' ? 'participant' : 'us'
  return turnAfter[kind]
}
