/** The way of a claim as steps: what happened, from the journal, then what is still to come. Pure. */
import type { Claim } from '../claims/claim.ts'
import { declaredOf } from '../claims/claim.ts'
import type { RunningClock } from '../claims/clock-store.ts'
import type { JournalEntry } from '../claims/journal.ts'
import type { Programme } from '../programmes/programme.ts'
import type { Texts } from '../texts/texts.ts'
import { isMoneyOnly, type NextStep } from './next.ts'

export type Step = {
  readonly text: string
  /** Instant in ISO 8601, of what happened. */
  readonly at?: string
  /** ISO date, of what is to come. */
  readonly on?: string
  /** How long there will be, where the day on which that begins is not known yet. */
  readonly within?: string
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

/** What the dates of the way are told from. */
export type Due = {
  readonly next: NextStep
  readonly clocks: readonly Pick<RunningClock, 'clock' | 'dueOn' | 'state'>[]
  readonly programme: Pick<Programme, 'clocks'>
}

/** What happened, what is to do now and what is still to come, for the participant. */
export const stepsOf = (claim: Claim, entries: readonly JournalEntry[], due: Due, texts: Texts): Step[] => [
  ...entries.filter(({ kind }) => !quiet.includes(kind)).map((entry) => stepOf(claim, entry, texts)),
  ...stepsAhead(claim, due, texts),
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

function stepsAhead(claim: Claim, due: Due, texts: Texts): Step[] {
  const { next } = due
  const place = places[next.code]
  if (!place) return []
  const says = (step: string): string => texts.text(`journal.to-come.${step}`)
  const ahead = journey.slice(journey.indexOf(place.at) + 1)
  const later = isMoneyOnly(claim) ? ahead.filter((step) => step === 'pay') : ahead
  return [
    { text: says(place.says), ...(next.by && { on: next.by }), state: 'now' },
    ...later.map((step): Step => ({ text: says(step), ...timeOf(step, due, texts), state: 'to-come' })),
  ]
}

/** What meets the deadline of a step. */
const metBy: Partial<Record<(typeof journey)[number], string>> = { send: 'handed-over', pay: 'paid' }

/** R21, R22, R45: the nearest day of the clocks that run for a step; before one runs, how long there will be. */
function timeOf(
  step: (typeof journey)[number],
  { clocks, programme }: Due,
  texts: Texts,
): Pick<Step, 'on' | 'within'> {
  const rules = programme.clocks.filter(({ stop }) => stop === metBy[step])
  const days = clocks
    .filter(({ clock, state }) => state === 'running' && rules.some(({ id }) => id === clock))
    .map(({ dueOn }) => dueOn.toString())
    .toSorted()
  if (days[0]) return { on: days[0] }
  const [first] = rules.toSorted((one, other) => one.amount - other.amount)
  const key = `journal.within.${first?.start}`
  return first && texts.has(key) ? { within: texts.text(key, { days: first.amount, unit: first.unit }) } : {}
}
