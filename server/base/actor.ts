/** Who does something. Written into the journal with every move; carries no personal data beyond an account's id. */
export type Actor =
  | { readonly kind: 'participant'; readonly reference: string }
  /** Whoever has a claim's link, and has typed no code: perhaps a mail system's scanner. Acts on nothing. */
  | { readonly kind: 'link-holder'; readonly reference: string }
  /**
   * `lacks`: what they still owe to be let do all that their roles allow: the second step of signing in, a second factor
   * at all, or, for what is dangerous, a proof that they are still there.
   */
  | {
      readonly kind: 'staff'
      readonly id: number
      readonly roles: readonly string[]
      readonly lacks?: 'second-step' | 'enrolment' | 'own-password' | 'fresh-proof'
    }
  /** A program with a key: it makes the moves of its key, as far as the roles of who made the key go. */
  | {
      readonly kind: 'machine'
      readonly id: number
      readonly roles: readonly string[]
      readonly moves: readonly string[]
    }
  | { readonly kind: 'carrier'; readonly name: string }
  | { readonly kind: 'system'; readonly part: string }
  /** Somebody we do not know. */
  | { readonly kind: 'visitor' }

/** One word for tables and the journal: `staff:7`, `participant:TI-7K3M-92QF`, `system:worker`. */
export function actorText(actor: Actor): string {
  switch (actor.kind) {
    case 'participant':
      return `participant:${actor.reference}`
    case 'link-holder':
      return `link-holder:${actor.reference}`
    case 'staff':
      return `staff:${actor.id}`
    case 'machine':
      return `machine:${actor.id}`
    case 'carrier':
      return `carrier:${actor.name}`
    case 'system':
      return `system:${actor.part}`
    case 'visitor':
      return 'visitor'
  }
}
