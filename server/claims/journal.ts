/**
 * The journal: what happened, in the order in which it happened, each entry bound to the one before by its hash.
 * Pure; rows are `store.ts`'s business. `scripts/verify-journal.ts` proves an export without any of this code.
 */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { canonicalJson, sha256, type JsonObject } from '../base/canonical.ts'
import type { AccountEvent } from '../staff/telling.ts'
import type { ClaimEvent, EventKind } from './moves.ts'

export type JournalEntry = {
  readonly no: number
  /** UTC with milliseconds. */
  readonly at: string
  readonly claim: string
  readonly kind: string
  readonly actor: string
  /** Position of the unit, 0 when the entry is about the whole claim. */
  readonly unit: number
  /** The edition whose rules decided (R96). */
  readonly programme: string
  /** No personal data and no bank data: those are named by reference, so that erasing them leaves the chain whole. */
  readonly facts: JsonObject
  readonly previous: string
  readonly hash: string
}

/** What an entry tells, before it has its place in the chain. */
export type Occurrence = Omit<JournalEntry, 'no' | 'previous' | 'hash'>

/** What happened to a claim, and by whom. */
export type Told = {
  readonly claim: { readonly reference: string; readonly programmeVersion: string }
  readonly event: Omit<ClaimEvent, 'kind'> & { readonly kind: EventKind | AccountEvent }
  readonly by: Actor
}

/** The same in the journal's words. */
export const occurrenceOf = ({ claim, event, by }: Told, now: Temporal.Instant): Occurrence => ({
  at: instantText(now),
  claim: claim.reference,
  kind: event.kind,
  actor: actorText(by),
  unit: event.unit ?? 0,
  programme: claim.programmeVersion,
  facts: event.facts,
})

/** The `previous` of entry 1. */
export const beginning = '0'.repeat(64)

/** SHA-256 over the canonical JSON of everything in the entry but its own hash. */
export const sealed = (entry: Omit<JournalEntry, 'hash'>): JournalEntry => ({
  ...entry,
  hash: sha256(canonicalJson(entry)),
})

/**
 * What `sealed` hashes, in three pieces: the number belongs between the first two, the hash before between the last two.
 * So that whoever holds the end of the chain can seal an entry without knowing what it says.
 */
export function aroundPlace(occurrence: Occurrence): readonly [string, string, string] {
  const whole = canonicalJson({ ...occurrence, no: 0, previous: '' })
  const place = '"no":0,"previous":""'
  // Behind it stand the edition and the unit; facts, where anything may stand, come before.
  const at = whole.lastIndexOf(place)
  return [`${whole.slice(0, at)}"no":`, ',"previous":"', `"${whole.slice(at + place.length)}`]
}

/** A text among the facts of an entry; empty when there is none of that name. */
export function factIn({ facts }: Pick<JournalEntry, 'facts'>, name: string): string {
  const value = facts[name]
  return typeof value === 'string' ? value : ''
}
