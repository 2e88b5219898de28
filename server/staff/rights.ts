/**
 * Who gives rights, and which of them two persons give together. Whoever could give a second account the right to release
 * money would be two persons in one. Pure.
 */
import { mustHaveFactor } from './second-factor.ts'
import type { Role } from './roles.ts'

/** True when the change adds a role that moves money or gives rights: another admin or an approver has to confirm it. */
export const needsSecond = (held: readonly Role[], wanted: readonly Role[]): boolean =>
  mustHaveFactor(wanted.filter((role) => !held.includes(role)))

/** What counts at once of a new account's roles; the rest waits for its confirmation. */
export const withoutConfirmation = (wanted: readonly Role[]): readonly Role[] =>
  wanted.filter((role) => !mustHaveFactor([role]))

/** Why somebody may not confirm what was proposed: it is about them, or they proposed it. Ids of accounts. */
export function confirmationRefusal(
  proposal: { readonly staffId: number; readonly proposedBy: number },
  confirmer: number,
): 'own-account' | 'own-proposal' | undefined {
  if (confirmer === proposal.staffId) return 'own-account'
  return confirmer === proposal.proposedBy ? 'own-proposal' : undefined
}
