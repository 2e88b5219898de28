/** One audit of one unit: judged, kept with its photos, and told to the claim, in one transaction. */
import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { advance, type Office } from '../claims/advance.ts'
import { declaredOf, unitAt, type Claim, type Unit } from '../claims/claim.ts'
import { lockClaim } from '../claims/store.ts'
import { inTransaction, type Transaction } from '../database.ts'
import { attachEvidence } from '../evidence/store.ts'
import { programmeVersion } from '../programmes/store.ts'
import type { Finding } from './finding.ts'
import { auditsOf, insertAudit } from './store.ts'
import { judge, photosForADifference, type Judgement } from './verdict.ts'

export type Inspection = {
  readonly reference: string
  readonly unit: number
  readonly finding: Finding
  /** Ids of uploaded files. */
  readonly photos: readonly string[]
  readonly by: Extract<Actor, { kind: 'staff' }>
}

/**
 * @throws Refusal `photos-missing` when a difference is not shown by enough photos (R43), `already-inspected` naming
 * who was first, and whatever the move itself refuses. Nothing is kept then.
 */
export const inspect = (office: Office, inspection: Inspection): Promise<{ claim: Claim } & Judgement> =>
  inTransaction(office.db, async (trx) => {
    const { reference, finding, photos, by } = inspection
    const claim = await lockClaim(trx, reference)
    const unit = unitAt(claim, inspection.unit)
    await refuseRepeat(trx, claim, unit, by.id)
    const { device } = declaredOf(claim, unit)
    if (!device) throw refuse('conflict', 'nothing-to-inspect', { unit: unit.position })
    const programme = await programmeVersion(trx, claim.programmeVersion)
    const judgement = judge(device, finding, programme)
    const given = new Set(photos).size
    if (judgement.verdict !== 'match' && given < photosForADifference)
      throw refuse('invalid', 'photos-missing', { needed: photosForADifference, given }, '/photos')
    await attachEvidence(trx, photos, reference, (place) => `/photos/${place}`)
    const now: Temporal.Instant = office.clock.now()
    const audit = await insertAudit(
      trx,
      { unitId: unit.id, auditorId: by.id, finding, photos, ...judgement },
      now,
    )
    const { category, condition } = finding
    const move = {
      kind: 'inspect',
      by,
      unit: unit.position,
      audit,
      category,
      condition,
      ...judgement,
    } as const
    return { claim: await advance({ ...office, db: trx }, reference, move), ...judgement }
  })

/** R42: a second look needs a dispute, and other eyes than the first. */
async function refuseRepeat(
  trx: Transaction,
  { reference }: Claim,
  unit: Unit,
  auditor: number,
): Promise<void> {
  if (unit.audit === 'pending') return
  if (unit.offer !== 'disputed')
    throw refuse('conflict', 'already-inspected', { reference, unit: unit.position })
  const before = await auditsOf(trx, [unit.id])
  if (before.some(({ auditorId }) => auditorId === auditor))
    throw refuse('forbidden', 'same-auditor', { reference, unit: unit.position })
}
