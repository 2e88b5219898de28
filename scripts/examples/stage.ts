/** What every part of the walk is given: a house, its people, and staff who ask by any method. */
import type { House } from '../walk/house.ts'
import type { People } from '../walk/people.ts'
import type { Ask } from './person.ts'

export type Stage = {
  readonly house: House
  readonly people: People
  readonly desk: Ask
  readonly second: Ask
  readonly approver: Ask
  readonly admin: Ask
  /** The participant of a claim, once a code was typed. */
  readonly owner: (claim: { readonly reference: string; readonly link: string }) => Promise<Ask>
}
