/** The devices that wait for one auditor's eyes: of what was looked at blindly, only what this one has not seen. */
import { awaitsAudit, declaredOf, type Claim, type Unit } from '../claims/claim.ts'
import { claimsToInspect } from '../claims/store.ts'
import type { Database } from '../database.ts'
import type { DeclaredDevice } from '../programmes/application.ts'
import { auditsOf } from './store.ts'
import { turnOf } from './turn.ts'

export type Waiting = {
  readonly claim: Claim
  readonly unit: Unit
  readonly device: DeclaredDevice
  /** What the look is recorded by, see turn.ts. */
  readonly turn: string
}

/** Oldest claims first, of `limit` claims. `auditor` is an id of staff. */
export async function waitingFor(db: Database, auditor: number, limit: number): Promise<Waiting[]> {
  const claims = await claimsToInspect(db, limit)
  const units = claims.flatMap((claim) => claim.units.filter(awaitsAudit).map((unit) => ({ claim, unit })))
  const audits = await auditsOf(
    db,
    units.map(({ unit }) => unit.id),
  )
  return units.flatMap(({ claim, unit }) => {
    const { device } = declaredOf(claim, unit)
    const before = audits.filter(({ unitId }) => unitId === unit.id)
    if (!device || before.some(({ auditorId }) => auditorId === auditor)) return []
    return [{ claim, unit, device, turn: turnOf(unit, before) }]
  })
}
