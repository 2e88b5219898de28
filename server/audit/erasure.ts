/** An erasure report taken in with its device (R8): read, compared with the declared serial number, kept as it came. */
import { actorText, type Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import type { Office } from '../claims/advance.ts'
import { declaredOf, unitAt } from '../claims/claim.ts'
import { lockClaim } from '../claims/store.ts'
import { inTransaction } from '../database.ts'
import { matchOf, readErasureReport } from './erasure-report.ts'
import { keepReport, reportsOf, type KeptReport } from './erasure-store.ts'

export type HandedIn = {
  readonly reference: string
  readonly unit: number
  /** As the sender calls the file. */
  readonly name: string
  readonly content: string
  readonly by: Actor
}

/**
 * What was read, with every report of the device. One of another device is kept and says so: it proves nothing here.
 * @throws Refusal as `readErasureReport`; `nothing-to-inspect` when no device comes back.
 */
export const takeReport = (
  { db, clock }: Pick<Office, 'db' | 'clock'>,
  { reference, unit: position, name, content, by }: HandedIn,
): Promise<KeptReport[]> =>
  inTransaction(db, async (trx) => {
    const claim = await lockClaim(trx, reference)
    const unit = unitAt(claim, position)
    const { device } = declaredOf(claim, unit)
    if (!device) throw refuse('conflict', 'nothing-to-inspect', { unit: position })
    const report = readErasureReport(content)
    const match = matchOf(report, device.serial)
    await keepReport(
      trx,
      { ...report, unitId: unit.id, name, content, match, by: actorText(by) },
      clock.now(),
    )
    return reportsOf(trx, unit.id)
  })
