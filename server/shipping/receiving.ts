/**
 * The receiving desk: one scan, one verdict. Whatever was scanned is logged; what was expected is received, once;
 * what belongs to a claim that is over is received and recorded all the same (R22, R45).
 */
import { actorText, type Actor } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { advance, type Office } from '../claims/advance.ts'
import type { Claim } from '../claims/claim.ts'
import { referencesWithKey } from '../claims/key-store.ts'
import { claimOf } from '../claims/store.ts'
import { inTransaction, type Transaction } from '../database.ts'
import { plain } from '../programmes/catalogue.ts'
import { programmeVersion, referencePrefixes } from '../programmes/store.ts'
import { caseDueOn } from './case.ts'
import { closeAsFound, openCase } from './case-store.ts'
import { logScan, type ScanVerdict } from './scan-store.ts'
import { readScan, type Scan } from './scan.ts'
import type { TokenKeys } from './token.ts'
import { parcelBy, receiveParcel, shipmentsOf, type Parcel } from './store.ts'

export const receiptConditions = ['sound', 'damaged', 'opened'] as const

/** A scan with what the desk adds to it. `weightGrams` is the weight at the centre. */
export type DeskScan = {
  readonly scanned: string
  readonly condition: (typeof receiptConditions)[number]
  readonly weightGrams?: number | undefined
  readonly by: Actor
}

export type Receipt = {
  readonly verdict: ScanVerdict
  readonly scanned: string
  readonly claim?: Claim
  readonly parcel?: Parcel
  /** Parcels of the claim that have not come yet. */
  readonly missing: number
}

type Expected = { readonly parcel: Parcel; readonly reference: string }

export type ReceivingOffice = Office & { readonly tokenKeys: TokenKeys }

/** Never refuses a scan: a desk in a hurry gets a verdict for everything it holds under the scanner. */
export const receiveScan = (office: ReceivingOffice, scan: DeskScan): Promise<Receipt> =>
  inTransaction(office.db, async (trx) => {
    const read = readScan(scan.scanned, {
      prefixes: await referencePrefixes(trx),
      tokenKeys: office.tokenKeys,
      today: dateIn(office.clock.now(), 'UTC'),
    })
    const expected = await parcelFor(trx, read)
    const receipt = expected
      ? await receive({ ...office, db: trx }, trx, expected, scan)
      : ({
          verdict: read.kind === 'forged' ? 'forged' : 'not-expected',
          scanned: scan.scanned,
          missing: 0,
        } as const)
    const claimReference = expected?.reference
    const { verdict, scanned } = receipt
    await logScan(trx, { at: office.clock.now(), by: actorText(scan.by), scanned, verdict, claimReference })
    return receipt
  })

async function receive(
  office: Office,
  trx: Transaction,
  { parcel, reference }: Expected,
  scan: DeskScan,
): Promise<Receipt> {
  const { scanned, condition, weightGrams, by } = scan
  if (parcel.state === 'void')
    return { verdict: 'label-replaced', scanned, parcel, claim: await claimOf(trx, reference), missing: 0 }
  const isFirst = await receiveParcel(trx, parcel.sscc, {
    at: office.clock.now(),
    by: actorText(by),
    condition,
    weightGrams,
  })
  const claim = isFirst
    ? await advance(office, reference, {
        kind: 'receive',
        by,
        units: parcel.units,
        sscc: parcel.sscc,
        condition,
        ...(weightGrams !== undefined && { weightGrams }),
      })
    : await claimOf(trx, reference)
  if (isFirst) await settleCases(office, trx, claim, parcel, condition)
  const parcels = (await shipmentsOf(trx, reference)).flatMap((shipment) => shipment.parcels)
  const missing = parcels.filter(({ state }) => state === 'labelled').length
  const over = ['void', 'withdrawn', 'rejected'].includes(claim.state)
  const verdict = !isFirst ? 'already-received' : over ? 'void' : 'received'
  return { verdict, scanned, claim, parcel, missing }
}

/** What has come is not lost; what has come damaged is a case, with a day by which the carrier answers for it (R94). */
async function settleCases(
  { clock }: Office,
  trx: Transaction,
  { programmeVersion: version }: Claim,
  { id }: Parcel,
  condition: DeskScan['condition'],
): Promise<void> {
  const now = clock.now()
  await closeAsFound(trx, id, ['lost', 'returned'], now)
  if (condition !== 'damaged') return
  const programme = await programmeVersion(trx, version)
  const openedOn = dateIn(now, programme.timeZone)
  await openCase(trx, id, 'damaged', { openedOn, dueOn: caseDueOn(openedOn, programme) })
}

/** The parcel that a scan means. A reference or a serial number means a parcel only when it leaves no doubt which. */
async function parcelFor(trx: Transaction, scan: Scan): Promise<Expected | undefined> {
  switch (scan.kind) {
    case 'sscc': {
      const parcel = await parcelBy(trx, scan.sscc)
      return parcel && { parcel, reference: parcel.claimReference }
    }
    case 'forged':
      return undefined
    case 'reference':
      return onlyOne(await expectedOf(trx, scan.reference))
    case 'serial': {
      const references = await referencesWithKey(trx, 'device-serial', plain(scan.serial))
      const all = await Promise.all(references.map((reference) => expectedOf(trx, reference)))
      return onlyOne(all.flat())
    }
  }
}

async function expectedOf(trx: Transaction, reference: string): Promise<Expected[]> {
  const shipments = await shipmentsOf(trx, reference)
  return shipments.flatMap(({ parcels }) => parcels.map((parcel) => ({ parcel, reference })))
}

/** Of several parcels the one that has not come; of parcels that have all come, the last. A replaced label is no parcel. */
function onlyOne(parcels: readonly Expected[]): Expected | undefined {
  const open = parcels.filter(({ parcel }) => parcel.state === 'labelled')
  if (open.length > 1) return undefined
  return open[0] ?? parcels.at(-1)
}
