/**
 * Whose look at a device this may be: one auditor at a time, and other eyes for every further look (R42, R43). The turn
 * is a word that changes with every look: whoever took the device up before another one recorded it is told so. It does
 * not say how many looked before, because whoever looks blindly must not know.
 */
import { Temporal } from 'temporal-polyfill'
import { sha256 } from '../base/canonical.ts'
import { refuse } from '../base/refusal.ts'
import type { Claim, Unit } from '../claims/claim.ts'
import type { Transaction } from '../database.ts'
import { staffById } from '../staff/store.ts'
import { openLooks, type Audit } from './store.ts'

/** The word for the next look at a unit. */
export const turnOf = (unit: Unit, audits: readonly Audit[]): string =>
  sha256(`${unit.id} ${audits.map(({ id, auditedAt }) => `${id} ${auditedAt}`).join()}`).slice(0, 16)

export type Asked = {
  readonly claim: Claim
  readonly unit: Unit
  readonly audits: readonly Audit[]
  readonly auditor: number
  /** Left out by programs that know of no turn: they may look first and at what is disputed, never blindly. */
  readonly turn: string | undefined
}

/**
 * @throws Refusal `already-inspected` with who and when, `same-auditor` when a further look needs other eyes.
 */
export async function refuseRepeat(
  trx: Transaction,
  { claim: { reference }, unit, audits, auditor, turn }: Asked,
  timeZone: string,
): Promise<void> {
  const last = audits.at(-1)
  if (!last) return
  const isAppeal = unit.audit !== 'pending' && unit.offer === 'disputed'
  const isBlind = unit.audit === 'pending' && openLooks(audits).length > 0
  const isTurn = turn === undefined ? isAppeal : turn === turnOf(unit, audits) && (isAppeal || isBlind)
  if (!isTurn) {
    const by = (await staffById(trx, last.auditorId))?.name ?? ''
    const at = momentIn(last.auditedAt, timeZone)
    throw refuse('conflict', 'already-inspected', { reference, unit: unit.position, by, at })
  }
  if (audits.some(({ auditorId }) => auditorId === auditor))
    throw refuse('forbidden', 'same-auditor', { reference, unit: unit.position })
}

/** `2026-03-02 10:14`, alike in every language. */
const momentIn = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')
