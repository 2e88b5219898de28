/** What comes next for a claim, with the rows that it was told from. Reads; `next.ts` decides. */
import { currentProposal, type Proposal } from '../billing/proposal-store.ts'
import type { Claim } from '../claims/claim.ts'
import { clocksOf } from '../claims/clock-store.ts'
import type { Context } from '../context.ts'
import type { Programme } from '../programmes/programme.ts'
import { pickupOf, type Pickup } from '../shipping/pickup-store.ts'
import { shipmentsOf, type Shipment } from '../shipping/store.ts'
import { nextStep, type NextStep } from './next.ts'
import { pickupStanding } from './pickup-view.ts'

export type Standing = {
  readonly next: NextStep
  readonly shipment: Shipment | undefined
  readonly pickup: Pickup | undefined
  /** Only while it waits for its answer. */
  readonly proposal: Proposal | undefined
}

/** Where a claim stands: the same answer for its participant and for staff. */
export async function nextView(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  claim: Claim,
  programme: Programme,
): Promise<Standing> {
  const clocks = await clocksOf(db, claim.id)
  const shipment = (await shipmentsOf(db, claim.reference)).at(-1)
  const pickup = shipment && (await pickupOf(db, shipment.id))
  const current = await currentProposal(db, claim.reference)
  const isProposed =
    current?.state === 'open' && claim.units.some(({ settlement }) => settlement === 'proposed')
  const next = nextStep({
    claim,
    clocks,
    way: shipment?.way,
    pickup: await pickupStanding({ db, clock }, claim, programme, { shipment, pickup }),
    isProposed,
  })
  return { next, shipment, pickup, proposal: isProposed ? current : undefined }
}
