/** The way of a claim as steps: what happened, from the journal, then what is still to come. Pure. */
import type { Claim } from '../claims/claim.ts'
import { declaredOf } from '../claims/claim.ts'
import type { JournalEntry } from '../claims/journal.ts'
import type { Texts } from '../texts/texts.ts'
import { isMoneyOnly, type NextStep } from './next.ts'

export type Step = {
  readonly text: string
  /** Instant in ISO 8601, of what happened. */
  readonly at?: string
  /** ISO date, of what is to come. */
  readonly on?: string
  readonly by?: string
  /** What somebody wrote to it in own words. */
  readonly more?: string | undefined
  readonly state: 'done' | 'now' | 'to-come'
}

/** What staff and participants both may read; the rest is bookkeeping. */
const quiet = [
  'vouched',
  'set-aside',
  'taken-up',
  'labelled',
  'scanned',
  'promised',
  'repayment',
  'set-off',
  'queued',
  'unqueued',
  'settled',
  'closed',
  'reminded',
  'lapsed',
]

/** What happened, what is to do now and what is still to come, for the participant. */
export const stepsOf = (
  claim: Claim,
  entries: readonly JournalEntry[],
  next: NextStep,
  texts: Texts,
): Step[] => [
  ...entries.filter(({ kind }) => !quiet.includes(kind)).map((entry) => stepOf(claim, entry, texts)),
  ...stepsAhead(claim, next, texts),
]

/** Every entry with who made it, for staff. */
export const fullSteps = (
  claim: Claim,
  entries: readonly JournalEntry[],
  notes: ReadonlyMap<number, string>,
  texts: Texts,
): Step[] =>
  entries.map((entry) => ({
    ...stepOf(claim, entry, texts),
    more: notes.get(entry.no),
    by: texts.text(`journal.staff-reads.${entry.actor.split(':')[0]}`),
  }))

function stepOf(claim: Claim, entry: JournalEntry, texts: Texts): Step {
  const text = texts.text(`journal.${entry.kind}`)
  const unit = claim.units.find(({ position }) => position === entry.unit)
  const device = unit && declaredOf(claim, unit).device
  const named = device ? texts.text('journal.unit', { text, device: `${device.make} ${device.model}` }) : text
  return { text: named, at: entry.at, state: 'done' }
}

const journey = ['check', 'send', 'inspect', 'accept', 'pay'] as const

/** Where each next step stands on the usual way. */
const places: Partial<Record<NextStep['code'], { at: (typeof journey)[number]; says: string }>> = {
  checking: { at: 'check', says: 'check' },
  complete: { at: 'check', says: 'complete' },
  send: { at: 'send', says: 'send' },
  'choose-pickup': { at: 'send', says: 'choose-pickup' },
  pickup: { at: 'send', says: 'pickup' },
  'pickup-by-us': { at: 'send', says: 'pickup' },
  hazard: { at: 'send', says: 'send' },
  'on-its-way': { at: 'inspect', says: 'inspect' },
  lost: { at: 'inspect', says: 'inspect' },
  auditing: { at: 'inspect', says: 'inspect' },
  answer: { at: 'inspect', says: 'answer' },
  clarifying: { at: 'inspect', says: 'inspect' },
  settling: { at: 'accept', says: 'accept' },
  proposal: { at: 'accept', says: 'accept' },
  paying: { at: 'pay', says: 'pay' },
}

function stepsAhead(claim: Claim, next: NextStep, texts: Texts): Step[] {
  const place = places[next.code]
  if (!place) return []
  const says = (step: string): string => texts.text(`journal.to-come.${step}`)
  const ahead = journey.slice(journey.indexOf(place.at) + 1)
  const later = isMoneyOnly(claim) ? ahead.filter((step) => step === 'pay') : ahead
  return [
    { text: says(place.says), ...(next.by && { on: next.by }), state: 'now' },
    ...later.map((step): Step => ({ text: says(step), state: 'to-come' })),
  ]
}
