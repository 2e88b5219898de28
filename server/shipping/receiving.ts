/**
 * The receiving desk: one scan, one verdict. Whatever was scanned is logged; what was expected is received, once;
 * what belongs to a claim that is over is received and recorded all the same (R22, R45).
 */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { advance, type Office } from '../claims/advance.ts'
import type { Claim } from '../claims/claim.ts'
import { claimOf } from '../claims/store.ts'
import { inTransaction, type Transaction } from '../database.ts'
import { programmeVersion, referencePrefixes } from '../programmes/store.ts'
import { cageOf, openCage, putIntoCage, type Cage } from './cage-store.ts'
import { caseDueOn } from './case.ts'
import { closeAsFound, openCase } from './case-store.ts'
import { codesIn } from './joined.ts'
import { parcelsMeant, type Expected } from './looking.ts'
import { logScan } from './scan-store.ts'
import { lastDayMissed, scanLengthAtMost, verdictOf, type ScanVerdict } from './scan-verdict.ts'
import { readScan, type Scan } from './scan.ts'
import { receiveParcel, shipmentsOf, waitingIn, type Parcel } from './store.ts'
import type { TokenKeys } from './token.ts'

export const receiptConditions = ['sound', 'damaged', 'opened'] as const

/** A scan with what the desk adds to it. `weightGrams` is the weight at the centre. */
export type DeskScan = {
  readonly scanned: string
  readonly condition: (typeof receiptConditions)[number]
  readonly weightGrams?: number | undefined
  /** Code of the cage or pallet that parcels are put into. */
  readonly cage?: string | undefined
  /** The scanned SSCC is that of a pallet, says a person. */
  readonly pallet?: boolean | undefined
  /** When the station says that it was scanned, if it waited there without a network. */
  readonly scannedAt?: Temporal.Instant | undefined
  readonly by: Actor
}

export type Receipt = {
  readonly verdict: ScanVerdict
  readonly scanned: string
  /** Number of the scan in the log. */
  readonly id: number
  readonly claim?: Claim
  readonly parcel?: Parcel
  /** Parcels of the claim that have not come yet. */
  readonly waiting: readonly Parcel[]
  /** Parcels that could be meant, when there is doubt. */
  readonly candidates: readonly Expected[]
  /** The day that an overdue parcel missed. */
  readonly missedOn?: Temporal.PlainDate
  readonly cage?: Cage
  /** What each code of a joined line was. */
  readonly parts: readonly Receipt[]
}

export type ReceivingOffice = Office & {
  readonly tokenKeys: TokenKeys
  /** IANA time zone of the audit centre: its day is the day of a scan. */
  readonly centreTimeZone: string
}

type Found = Omit<Receipt, 'scanned' | 'id'>

const nothing = { waiting: [], candidates: [], parts: [] } as const

/** Never refuses a scan: a desk in a hurry gets a verdict for everything it holds under the scanner. */
export const receiveScan = (office: ReceivingOffice, scan: DeskScan): Promise<Receipt> =>
  inTransaction(office.db, async (trx) => {
    // One moment for log, parcel and journal, by which an undo finds the receipt of this scan again.
    const at = office.clock.now()
    const here = { ...office, db: trx, clock: { now: () => at } }
    if (scan.scanned.length > scanLengthAtMost)
      return kept(here, trx, scan, { verdict: 'too-long', ...nothing })
    const codes = codesIn(scan.scanned.trim())
    const [only = ''] = codes
    if (codes.length === 1) return kept(here, trx, scan, await judged(here, trx, { ...scan, scanned: only }))
    const whole = await kept(here, trx, scan, { verdict: 'joined', ...nothing })
    const parts: Receipt[] = []
    for (const scanned of codes) {
      const part = { ...scan, scanned }
      parts.push(await kept(here, trx, part, await judged(here, trx, part)))
    }
    return { ...whole, parts }
  })

async function kept(
  office: ReceivingOffice,
  trx: Transaction,
  scan: DeskScan,
  found: Found,
): Promise<Receipt> {
  const id = await logScan(trx, {
    at: office.clock.now(),
    by: actorText(scan.by),
    scanned: scan.scanned,
    verdict: found.verdict,
    claimReference: found.claim?.reference,
    sscc: found.parcel?.sscc,
    cage: found.cage?.code ?? scan.cage,
    scannedAt: scan.scannedAt,
  })
  return { ...found, scanned: scan.scanned, id }
}

async function judged(office: ReceivingOffice, trx: Transaction, scan: DeskScan): Promise<Found> {
  const read = readScan(scan.scanned, {
    prefixes: await referencePrefixes(trx),
    tokenKeys: office.tokenKeys,
    today: dateIn(office.clock.now(), office.centreTimeZone),
  })
  const cage = await cageMeant(office, trx, read, scan)
  if (cage) return { verdict: scan.cage === cage.code ? 'cage-closed' : 'cage-open', cage, ...nothing }
  const meant = await parcelsMeant(trx, read)
  const [expected] = meant
  if (!expected) return { verdict: read.kind === 'forged' ? 'forged' : 'not-expected', ...nothing }
  if (meant.length > 1) return { verdict: 'several', ...nothing, candidates: meant }
  return receive(office, trx, expected, read, scan)
}

/** A cage of the house is open from its first scan; an unknown SSCC becomes a pallet when a person says so. */
async function cageMeant(
  office: ReceivingOffice,
  trx: Transaction,
  read: Scan,
  { by, pallet }: DeskScan,
): Promise<Cage | undefined> {
  const act = { at: office.clock.now(), by: actorText(by) }
  if (read.kind === 'cage') {
    await openCage(trx, read.code, 'cage', act)
    return cageOf(trx, read.code)
  }
  if (read.kind !== 'sscc') return undefined
  if (pallet && (await parcelsMeant(trx, read)).length === 0) await openCage(trx, read.sscc, 'pallet', act)
  return cageOf(trx, read.sscc)
}

async function receive(
  office: ReceivingOffice,
  trx: Transaction,
  parcel: Expected,
  read: Scan,
  { condition, weightGrams, cage, by }: DeskScan,
): Promise<Found> {
  const reference = parcel.claimReference
  const before = await claimOf(trx, reference)
  const [at, receiver] = [office.clock.now(), actorText(by)]
  const isFirst =
    parcel.state !== 'void' &&
    (await receiveParcel(trx, parcel.sscc, { at, by: receiver, condition, weightGrams }))
  const claim = isFirst
    ? await advance(office, reference, {
        kind: 'receive',
        by,
        units: parcel.units,
        sscc: parcel.sscc,
        condition,
        ...(weightGrams !== undefined && { weightGrams }),
      })
    : before
  if (isFirst) await settleCases(office, trx, claim, parcel, condition)
  if (cage && parcel.state !== 'void') await putIntoCage(trx, parcel.id, cage, { at, by: receiver })
  const shipments = await shipmentsOf(trx, reference)
  const { timeZone } = await programmeVersion(trx, claim.programmeVersion)
  const facts = {
    parcel: parcel.state,
    claim: claim.state,
    isFirst,
    wasHandedOver: wasUnderWay(before, parcel),
    shipBy: shipByOf(shipments, parcel.sscc),
    expiredOn: read.kind === 'sscc' ? read.expiredOn : undefined,
    today: dateIn(at, timeZone),
  }
  const missedOn = lastDayMissed(facts)
  const held = cage ? await cageOf(trx, cage) : undefined
  return {
    verdict: verdictOf(facts),
    claim,
    parcel,
    ...nothing,
    waiting: shipments.flatMap(waitingIn),
    ...(missedOn && { missedOn }),
    ...(held && { cage: held }),
  }
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

/** R40: somebody recorded that the carrier took it, before it came here. */
const wasUnderWay = ({ units }: Claim, parcel: Parcel): boolean =>
  units.every(
    ({ position, custody }) =>
      !parcel.units.includes(position) || !['labelled', 'with-participant'].includes(custody),
  )

function shipByOf(shipments: Awaited<ReturnType<typeof shipmentsOf>>, sscc: string): Temporal.PlainDate {
  const own = shipments.find(({ parcels }) => parcels.some((parcel) => parcel.sscc === sscc))
  return Temporal.PlainDate.from((own ?? shipments.at(-1))?.shipBy ?? '9999-12-31')
}
