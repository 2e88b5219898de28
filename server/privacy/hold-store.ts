/**
 * Holds on what would go: a dispute, a fraud that is looked into, or somebody's order keep a claim's data beyond its
 * period (GDPR art. 17(3)(e)). Placed and lifted by people, each told in the journal. Rows only.
 */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { openHoldsIn, type OpenHold } from '../claims/hold-store.ts'
import { writeEntry } from '../claims/journal-store.ts'
import { lockClaim } from '../claims/store.ts'
import type { Database, Transaction } from '../database.ts'

export const holdKinds = ['dispute', 'fraud', 'legal'] as const
export type HoldKind = (typeof holdKinds)[number]

/** Who keeps or lets go, and when. `reason` in their own words. */
export type Keeping = { readonly reason: string; readonly by: Actor; readonly at: Temporal.Instant }

export type DataHold = OpenHold<HoldKind>

/** @throws Refusal `not-found` / `claim-unknown`; `conflict` / `data-held-already` for a second hold of this kind. */
export async function holdData(
  trx: Transaction,
  reference: string,
  kind: HoldKind,
  { reason, by, at }: Keeping,
): Promise<void> {
  const claim = await lockClaim(trx, reference)
  const open = await openHolds(trx, [reference])
  if (open.some((one) => one.kind === kind)) throw refuse('conflict', 'data-held-already', { reference })
  const row = { claim_reference: reference, kind, reason, held_by: actorText(by), held_at: instantText(at) }
  await trx('retention_holds').insert(row)
  await writeEntry(trx, claim, { kind: 'data-held', facts: { reason: kind }, note: reason }, by, at)
}

/** What the period let go meanwhile goes with the next daily round. @throws Refusal `conflict` / `data-not-held`. */
export async function liftDataHold(
  trx: Transaction,
  reference: string,
  kind: HoldKind,
  { reason, by, at }: Keeping,
): Promise<void> {
  const claim = await lockClaim(trx, reference)
  const lifted = await trx('retention_holds')
    .where({ claim_reference: reference, kind })
    .whereNull('lifted_by')
    .update({ lifted_by: actorText(by), lifted_at: instantText(at) })
  if (lifted === 0) throw refuse('conflict', 'data-not-held', { reference })
  await writeEntry(trx, claim, { kind: 'data-released', facts: { reason: kind }, note: reason }, by, at)
}

/** Open holds of these claims, or of all; the oldest first. */
export const openHolds = (db: Database, references?: readonly string[]): Promise<DataHold[]> =>
  openHoldsIn(db, 'retention_holds', { references })

/** Which of these claims are held. */
export const heldOf = async (db: Database, references: readonly string[]): Promise<string[]> =>
  (await openHolds(db, references)).map(({ reference }) => reference)
