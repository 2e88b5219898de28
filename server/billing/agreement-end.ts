/** Ending a self-billing agreement (R48): it holds no more for whatever is handed over from now on. */
import type { Actor } from '../base/actor.ts'
import type { Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Claim } from '../claims/claim.ts'
import { claimOf } from '../claims/store.ts'
import { inTransaction, type Database } from '../database.ts'
import { withdrawAgreements, type Between } from '../parties/agreement-store.ts'
import { agreementOf } from '../programmes/agreement.ts'
import { programmeVersion } from '../programmes/store.ts'

/** Ends what is in force between the claim's participant and its buyer. Gives how many agreements ended: twice is once. */
export const withdrawAgreement = (
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  reference: string,
  by: Actor,
): Promise<number> =>
  inTransaction(db, async (trx) => {
    const between = await betweenOf(trx, await claimOf(trx, reference))
    return withdrawAgreements(trx, between, { by, at: clock.now() })
  })

/** @throws Refusal `not-found` / `no-agreement` for a programme without one. */
export async function betweenOf(db: Database, claim: Claim): Promise<Between> {
  const terms = agreementOf(await programmeVersion(db, claim.programmeVersion))
  if (!terms) throw refuse('not-found', 'no-agreement', { reference: claim.reference })
  return { participantId: claim.participantId, buyer: terms.buyer }
}
