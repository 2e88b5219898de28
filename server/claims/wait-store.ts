/** Rows of waits and of extensions: why a clock did not run, and who gave it more days (R23, R45, R92). Never deleted. */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'
import type { Wait } from './waits.ts'

/** One recorded span; without `endedAt` it lasts. */
export type WaitSpan = {
  readonly reason: Wait
  readonly beganAt: Temporal.Instant
  readonly endedAt?: Temporal.Instant
}

type WaitRow = { id: number; claim_id: number; reason: Wait; began_at: string; ended_at: string | null }

/** Every wait of a claim, oldest first. */
export async function waitsOf(db: Database, claimId: number): Promise<WaitSpan[]> {
  const rows = await db<WaitRow>('clock_waits').where({ claim_id: claimId }).orderBy('id')
  return rows.map(({ reason, began_at, ended_at }) => ({
    reason,
    beganAt: Temporal.Instant.from(began_at),
    ...(ended_at !== null && { endedAt: Temporal.Instant.from(ended_at) }),
  }))
}

/** Begins and ends waits. Each reason has one open span at most; the caller knows which. */
export async function turnWaits(
  trx: Transaction,
  claimId: number,
  { began, ended }: { readonly began: readonly Wait[]; readonly ended: readonly Wait[] },
  at: Temporal.Instant,
): Promise<void> {
  if (ended.length > 0)
    await trx<WaitRow>('clock_waits')
      .where({ claim_id: claimId })
      .whereIn('reason', [...ended])
      .whereNull('ended_at')
      .update({ ended_at: instantText(at) })
  if (began.length > 0)
    await trx<WaitRow>('clock_waits').insert(
      began.map((reason) => ({ claim_id: claimId, reason, began_at: instantText(at) })),
    )
}

/** R23: so many more days of the clock's own unit. `reason` is a code under `reasons`. */
export type Grant = { readonly days: number; readonly reason: string }

type ExtensionRow = {
  id: number
  clock_id: number
  days: number
  reason: string
  granted_by: string
  granted_at: string
}

/** Days granted to these runs of clocks, by the run's id, oldest first. */
export async function extensionsOf(
  db: Database,
  runs: readonly number[],
): Promise<ReadonlyMap<number, readonly Grant[]>> {
  const rows =
    runs.length === 0
      ? []
      : await db<ExtensionRow>('clock_extensions')
          .whereIn('clock_id', [...runs])
          .orderBy('id')
  const byRun = new Map<number, Grant[]>()
  for (const { clock_id, days, reason } of rows)
    byRun.set(clock_id, [...(byRun.get(clock_id) ?? []), { days, reason }])
  return byRun
}

/** Keeps what was granted to one run of a clock. */
export const insertExtension = async (
  trx: Transaction,
  run: number,
  { days, reason }: Grant,
  { by, at }: { readonly by: Actor; readonly at: Temporal.Instant },
): Promise<void> => {
  await trx<ExtensionRow>('clock_extensions').insert({
    clock_id: run,
    days,
    reason,
    granted_by: actorText(by),
    granted_at: instantText(at),
  })
}
