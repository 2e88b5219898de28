/**
 * What can wait for somebody: every queue of the house with the move by which it is worked off, and when it counts as late.
 * A person sees the queues of the moves that they may make. Pure; `work-store.ts` counts.
 */
import type { Permission } from '../staff/roles.ts'

export type Queue = {
  /** Words stand under `work.queue.<id>`. */
  readonly id: string
  readonly may: Permission
  readonly href: string
  /**
   * Days of waiting after which it is late; without them what counts is the day that stands on each thing itself. Of 45 days
   * to the payment (R45) the house takes a week for each step; a proposal may rest with its owner for two.
   */
  readonly lateAfterDays?: number
}

/** In the order of the way that a claim takes. */
export const queues = [
  { id: 'review', may: 'approve', href: '/desk/review', lateAfterDays: 7 },
  { id: 'to-plan', may: 'arrange-pickup', href: '/desk/pickups', lateAfterDays: 7 },
  { id: 'visits', may: 'arrange-pickup', href: '/desk/pickups' },
  { id: 'labels', may: 'label', href: '/desk/labels', lateAfterDays: 7 },
  { id: 'cases', may: 'close-case', href: '/desk/carriers' },
  { id: 'rewards', may: 'see-rewards', href: '/desk/rewards', lateAfterDays: 14 },
  { id: 'unidentified', may: 'shelve', href: '/desk/unidentified', lateAfterDays: 7 },
  { id: 'audit', may: 'inspect', href: '/desk/audit', lateAfterDays: 7 },
  { id: 'second-audit', may: 'inspect', href: '/desk/audit', lateAfterDays: 7 },
  { id: 'appeals', may: 'inspect', href: '/desk/audit', lateAfterDays: 7 },
  { id: 'proposals', may: 'propose', href: '/desk/proposals', lateAfterDays: 14 },
  { id: 'holds', may: 'lift-hold', href: '/desk/payments/holds', lateAfterDays: 7 },
  { id: 'payables', may: 'create-run', href: '/desk/payments' },
  { id: 'returns', may: 'create-run', href: '/desk/payments', lateAfterDays: 7 },
  { id: 'runs-to-approve', may: 'approve-run', href: '/desk/payments', lateAfterDays: 2 },
  { id: 'runs-to-export', may: 'export-run', href: '/desk/payments', lateAfterDays: 2 },
  { id: 'movements', may: 'match-booking', href: '/desk/payments/answers', lateAfterDays: 7 },
  { id: 'matches', may: 'confirm-match', href: '/desk/payments/answers', lateAfterDays: 7 },
  { id: 'charges', may: 'invoice-charges', href: '/desk/payments/outlook', lateAfterDays: 14 },
  { id: 'write-offs', may: 'confirm-write-off', href: '/desk/payments/outlook' },
  // Whatever gave up needs somebody now.
  { id: 'jobs', may: 'revive-job', href: '/desk/jobs', lateAfterDays: 0 },
  { id: 'mails', may: 'see-jobs', href: '/desk/jobs', lateAfterDays: 0 },
] as const satisfies readonly Queue[]

export type QueueId = (typeof queues)[number]['id']
