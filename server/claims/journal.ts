/**
 * The journal: what happened, in the order in which it happened, each entry bound to the one before by its hash.
 * Pure; rows are `store.ts`'s business. `scripts/verify-journal.ts` proves an export without any of this code.
 */
import { canonicalJson, sha256, type JsonObject } from '../base/canonical.ts'

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

/** The `previous` of entry 1. */
export const beginning = '0'.repeat(64)

/** SHA-256 over the canonical JSON of everything in the entry but its own hash. */
export const sealed = (entry: Omit<JournalEntry, 'hash'>): JournalEntry => ({
  ...entry,
  hash: sha256(canonicalJson(entry)),
})

/** A text among the facts of an entry; empty when there is none of that name. */
export function factIn({ facts }: Pick<JournalEntry, 'facts'>, name: string): string {
  const value = facts[name]
  return typeof value === 'string' ? value : ''
}
