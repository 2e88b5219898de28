/** What participants are charged for because of what happened to their claim, by the fee table of its programme (R38-R41). */
import type { Clock } from './base/calendar.ts'
import type { Happened } from './claims/advance.ts'
import { factIn } from './claims/journal.ts'
import { visitFee } from './letters/pickup.ts'
import { recordCharge } from './payments/charge-store.ts'
import { feeFor } from './programmes/fees.ts'

type Charging = (desk: { readonly clock: Clock }, happened: Happened) => Promise<void>

/** R38, R39: a visit in vain is charged to the participant whose fault it was, by the fee table, and to nobody else. */
export const chargeVisit: Charging = async ({ clock }, { trx, claim, programme, entry }) => {
  const fee = visitFee(programme, entry)
  if (!fee) return
  const { reference } = claim
  await recordCharge(
    trx,
    {
      reference,
      kind: 'second-visit',
      amountMinor: fee.amountMinor,
      currency: programme.currency,
      cause: `second-visit:${reference}:${Number(entry.facts['attempt'])}`,
      side: 'participant',
      reason: factIn(entry, 'outcome'),
    },
    clock.now(),
  )
}

/**
 * R41: another device than the stated one came, and its owner has let that finding stand. Where the mistake was the
 * promoter's, finance waives the charge before it is invoiced.
 */
export const chargeWrongDevice: Charging = async ({ clock }, { trx, claim, programme, entry }) => {
  const unit = claim.units.find(({ position }) => position === entry.unit)
  const fee = feeFor(programme, 'wrong-device', { side: 'participant' })
  if (!fee || unit?.audit !== 'wrong-device') return
  const { reference } = claim
  const cause = `wrong-device:${reference}:${entry.unit}`
  const about = { kind: 'wrong-device', side: 'participant', reason: 'wrong-device' } as const
  const { currency } = programme
  await recordCharge(trx, { reference, cause, currency, amountMinor: fee.amountMinor, ...about }, clock.now())
}
