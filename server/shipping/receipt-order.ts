/** Orders the receipt of a hand-over with all its facts (R40). Rows only; drawing comes later. */
import type { Clock } from '../base/calendar.ts'
import { declaredOf } from '../claims/claim.ts'
import type { Happened } from '../claims/advance.ts'
import { factIn } from '../claims/journal.ts'
import { orderDocument } from '../documents/store.ts'
import { auditCentreOf } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import { signedAttempt } from './attempt-store.ts'
import type { ReceiptFacts } from './receipt.ts'
import { shipmentsOf } from './store.ts'

/** One receipt for each hand-over that was seen; what is only inferred from its arrival has none. */
export async function orderReceipt({ clock }: { readonly clock: Clock }, happened: Happened): Promise<void> {
  const { trx, claim, entry } = happened
  if (entry.facts['inferredFrom'] !== undefined) return
  await orderDocument(trx, clock, {
    kind: 'hand-over-receipt',
    claimReference: claim.reference,
    locale: claim.application.locale,
    name: `receipt-${claim.reference}.pdf`,
    mediaType: 'application/pdf',
    facts: await receiptFacts(happened),
  })
}

async function receiptFacts({ trx, claim, programme, entry }: Happened): Promise<ReceiptFacts> {
  const { participant, locale } = claim.application
  const { company, address } = participant
  const centre = auditCentreOf(programme)
  const taken = Array.isArray(entry.facts['units']) ? entry.facts['units'].map(Number) : []
  const parcels = (await shipmentsOf(trx, claim.reference)).flatMap((shipment) => shipment.parcels)
  const attempt = Number(entry.facts['attempt'] ?? 0)
  const signed = attempt > 0 ? await signedAttempt(trx, attempt) : undefined
  return {
    reference: claim.reference,
    programme: textIn(programme.name, locale),
    at: factIn(entry, 'at') || entry.at,
    timeZone: programme.timeZone,
    from: [company, address.street, `${address.postcode} ${address.city}`],
    to: [centre.name, centre.address.street, `${centre.address.postcode} ${centre.address.city}`],
    parcels: parcels
      .filter(({ units }) => units.some((unit) => taken.includes(unit)))
      .map(({ sscc, weightGrams = 0, units }) => ({
        sscc,
        weightGrams,
        devices: claim.units
          .filter(({ position }) => units.includes(position) && taken.includes(position))
          .flatMap((unit) => {
            const { device } = declaredOf(claim, unit)
            return device ? [{ name: `${device.make} ${device.model}`, serial: device.serial }] : []
          }),
      })),
    ...signed,
  }
}
