/**
 * The facts of a journal entry in words: a label and a value for each that a person can use, and the rule and clause behind
 * it (R96). Numbers of rows and hashes are left out. Pure: labels stand in `history.json`.
 */
import { Temporal } from 'temporal-polyfill'
import type { Json, JsonObject } from '../base/canonical.ts'
import { money } from '../base/money.ts'
import type { JournalEntry } from '../claims/journal.ts'
import type { EventKind } from '../claims/moves.ts'
import { clauseOf, type Programme } from '../programmes/programme.ts'
import type { Finding } from '../programmes/rules.ts'
import { textIn } from '../programmes/schema/words.ts'
import { findingText } from '../programmes/wording.ts'
import type { Texts } from '../texts/texts.ts'

/** What the words are made with; `findings` are those of the application as it was sent in last before the entry. */
export type Speaker = {
  readonly texts: Texts
  readonly programme: Programme
  readonly findings: readonly Finding[]
}

export type FactRow = { readonly key: string; readonly value: string }

type Say = (value: Json, speaker: Speaker) => string

const plain = (value: Json): string => (isList(value) ? value.map(plain).join(', ') : scalar(value))

const scalar = (value: Json): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

const amount: Say = (value, { texts, programme }) =>
  typeof value === 'number' ? texts.money(money(value, programme.currency)) : ''

/** The amount of an offer that stands among the facts as an object, or of several. */
const offered: Say = (value, speaker) => {
  if (isList(value))
    return value
      .map((one) => offered(one, speaker))
      .filter(Boolean)
      .join(', ')
  return isObject(value) ? amount(value['amountMinor'] ?? null, speaker) : ''
}

const day: Say = (value, { texts }) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
    ? texts.date(Temporal.PlainDate.from(value))
    : scalar(value)

const weight: Say = (value, { texts }) => (typeof value === 'number' ? texts.weight(value) : '')

const code: Say = (value, speaker) => {
  if (isList(value)) return value.map((one) => code(one, speaker)).join(' ')
  const found = speaker.findings.find((finding) => finding.code === value)
  if (found) return findingText(found, speaker.programme, speaker.texts)
  return wordOf('reasons')(value, speaker)
}

/** The word of a code in an area of the catalogue; the code itself where it has none. */
const wordOf =
  (area: string): Say =>
  (value, { texts }) => {
    const key = `${area}.${scalar(value)}`
    return texts.has(key) ? texts.text(key) : scalar(value)
  }

const named =
  (list: 'clocks' | 'categories' | 'conditions'): Say =>
  (value, { programme, texts }) => {
    const found = programme[list].find(({ id }) => id === value)
    return found ? textIn(found.name, texts.locale) : ''
  }

/** In the order in which they are read. A fact that is not named here is bookkeeping. */
const sayings: Readonly<Record<string, Say>> = {
  verdict: wordOf('pages.audit'),
  category: named('categories'),
  condition: named('conditions'),
  outcome: wordOf('desk.attempt'),
  clock: named('clocks'),
  days: plain,
  reason: code,
  reasons: code,
  missing: code,
  quotes: offered,
  offer: offered,
  amountMinor: amount,
  leftMinor: amount,
  costMinor: amount,
  date: day,
  from: day,
  to: day,
  dueOn: day,
  paidOn: day,
  daysLeft: plain,
  visit: plain,
  fault: wordOf('desk.pickup.side'),
  side: wordOf('desk.pickup.side'),
  sscc: plain,
  weightGrams: weight,
  replaces: plain,
  parcel: plain,
  partNumber: plain,
  payable: plain,
  invoice: plain,
  credit: plain,
  lines: plain,
  run: plain,
  code: plain,
}

/** What an entry tells beyond its kind. */
export const factRows = ({ facts }: Pick<JournalEntry, 'facts'>, speaker: Speaker): FactRow[] =>
  Object.entries(sayings).flatMap(([name, say]) => {
    const value = facts[name] === undefined ? '' : say(facts[name], speaker)
    return value ? [{ key: speaker.texts.text(`history.fact.${name}`), value }] : []
  })

/** Rules that stand behind a kind of act wherever the terms of the programme have them. */
const rulesByKind: Partial<Record<EventKind, readonly string[]>> = {
  asked: ['R25'],
  'handed-over': ['R40'],
  'pickup-attempted': ['R39'],
  'found-different': ['R43'],
  'offer-disputed': ['R42'],
  'all-decided': ['R48'],
  'proposal-accepted': ['R48'],
  finalised: ['R48'],
  'overpayment-notified': ['R47'],
}

/** The rules behind an entry, each with its clause: what decided, the deadline that it is about, what the terms say of it. */
export function rulesOf(
  { kind, facts }: Pick<JournalEntry, 'kind' | 'facts'>,
  programme: Programme,
): { readonly rule: string; readonly clause: string }[] {
  const quotes = facts['quotes'] ?? []
  const told = [facts, facts['offer'] ?? null, ...(isList(quotes) ? quotes : [])].flatMap((one) =>
    isObject(one) && typeof one['rule'] === 'string' ? [one['rule']] : [],
  )
  const clock = programme.clocks.find(({ id }) => id === facts['clock'])
  const usual = (rulesByKind[kind as EventKind] ?? []).filter((rule) => clauseOf(programme, rule) !== rule)
  const rules = new Set([...told, ...(clock ? [clock.rule] : []), ...usual])
  return [...rules].map((rule) => ({ rule, clause: clauseOf(programme, rule) }))
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value)
