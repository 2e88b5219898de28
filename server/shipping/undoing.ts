/**
 * A scan that was a mistake is taken back: the log keeps it and says who took it back, the journal tells both, and the
 * parcel is awaited again. What came after the receipt stands in the way of that.
 */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { advance, type Office } from '../claims/advance.ts'
import { inTransaction, type Transaction } from '../database.ts'
import { entriesOf } from '../claims/journal-store.ts'
import { claimOf } from '../claims/store.ts'
import { programmeVersion } from '../programmes/store.ts'
import { takeFromCage } from './cage-store.ts'
import { undoCases } from './case-store.ts'
import { markUndone, scanOf, type LoggedScan } from './scan-store.ts'
import { awaitParcel, parcelBy } from './store.ts'
import { trackingOf } from './tracking-store.ts'

/** Verdicts of scans that received something. */
const receipts: readonly string[] = ['received', 'overdue', 'void']

/**
 * @throws Refusal `scan-unknown`, `scan-undone` when it was taken back before, `scan-not-yours` for the scan of another
 * person, and `already-inspected` when a device of the parcel was audited since. Nothing changes then.
 */
export const undoScan = (office: Office, id: number, by: Actor): Promise<LoggedScan> =>
  inTransaction(office.db, async (trx) => {
    const scan = await scanOf(trx, id)
    if (scan.by !== actorText(by)) throw refuse('forbidden', 'scan-not-yours', { id })
    const undone = await markUndone(trx, id, { at: office.clock.now(), by: actorText(by) })
    if (!undone) throw refuse('conflict', 'scan-undone', { id })
    if (receipts.includes(scan.verdict)) await undoReceipt({ ...office, db: trx }, trx, scan, by)
    return scanOf(trx, id)
  })

async function undoReceipt(
  office: Office,
  trx: Transaction,
  { sscc = '', at }: LoggedScan,
  by: Actor,
): Promise<void> {
  const parcel = await parcelBy(trx, sscc)
  // Another scan's receipt, after one of this parcel was undone, is not this scan's to take back.
  if (!parcel || parcel.state !== 'received' || parcel.receivedAt !== at)
    throw refuse('conflict', 'scan-undone', { sscc })
  const { claimReference: reference, units } = parcel
  const handedOver = (await entriesOf(trx, reference)).some(
    ({ kind, facts }) =>
      kind === 'handed-over' && facts['inferredFrom'] === undefined && shares(facts['units'], units),
  )
  await awaitParcel(trx, sscc)
  await takeFromCage(trx, parcel.id)
  await undoCasesOf(office, trx, parcel, at)
  await advance(office, reference, { kind: 'undo-receipt', by, units, sscc, handedOver })
}

/** R94: no carrier answers for a damage that was ticked on the wrong box, and what was lost before is lost again. */
async function undoCasesOf(
  { clock }: Office,
  trx: Transaction,
  { id, claimReference }: { readonly id: number; readonly claimReference: string },
  at: string,
): Promise<void> {
  const { programmeVersion: version } = await claimOf(trx, claimReference)
  const { timeZone } = await programmeVersion(trx, version)
  const openedOn = dateIn(Temporal.Instant.from(at), timeZone)
  const [tracked] = await trackingOf(trx, [id])
  const carrierSays = tracked?.reached.damaged !== undefined
  await undoCases(trx, id, { at, openedOn, carrierSays }, clock.now())
}

const shares = (listed: unknown, units: readonly number[]): boolean =>
  Array.isArray(listed) && listed.some((position) => units.includes(Number(position)))
