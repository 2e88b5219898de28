/** What the receiving desk shows of a scan: its verdict in colour and words, what is still to come, the last scans. */
import { Temporal } from 'temporal-polyfill'
import { declaredOf, type Claim } from '../claims/claim.ts'
import { claimOf } from '../claims/store.ts'
import type { Database } from '../database.ts'
import type { Receipt } from '../shipping/receiving.ts'
import { lastScans, type LoggedScan } from '../shipping/scan-store.ts'
import type { ScanVerdict } from '../shipping/scan-verdict.ts'
import { isSscc } from '../shipping/sscc.ts'
import { staffById } from '../staff/store.ts'
import type { Texts, TextValues } from '../texts/texts.ts'
import { claimHref } from './claim-links.ts'

export const tones: Readonly<Record<ScanVerdict, 'good' | 'wait' | 'again' | 'unknown' | 'act' | 'bad'>> = {
  received: 'good',
  overdue: 'wait',
  'already-received': 'again',
  'not-expected': 'unknown',
  several: 'act',
  void: 'bad',
  'label-replaced': 'bad',
  forged: 'bad',
  'cage-open': 'act',
  'cage-closed': 'act',
  joined: 'act',
  'too-long': 'unknown',
}

/** How many scans a person sees again, and may take back. */
export const recentAtMost = 20

/** Values of `station/verdict.njk`. */
export type VerdictView = {
  readonly tone: string
  readonly code: string
  readonly facts: TextValues
  readonly parts: readonly VerdictView[]
  readonly [more: string]: unknown
}

type Sight = { readonly db: Database; readonly centreTimeZone: string; readonly texts: Texts }

/** The verdict as its template takes it. */
export async function verdictView(sight: Sight, receipt: Receipt): Promise<VerdictView> {
  const { verdict, scanned, claim, parcel, waiting, cage } = receipt
  const code = verdict === 'received' && waiting.length > 0 ? 'received-part' : verdict
  return {
    tone: tones[verdict],
    code,
    facts: { ...(await factsOf(sight, receipt)), scanned: shortened(scanned) },
    ...(claim && { reference: claim.reference, href: claimHref(claim.reference) }),
    devices: claim && parcel ? devicesIn(claim, parcel.units) : [],
    waiting: claim
      ? waiting.map(({ no, sscc, units }) => ({ no, sscc, devices: devicesIn(claim, units).join('; ') }))
      : [],
    choices: await choicesOf(sight.db, receipt),
    ...(verdict === 'not-expected' && {
      bench: `/desk/unidentified?code=${encodeURIComponent(scanned)}`,
      ...palletIn(scanned),
    }),
    ...(cage && { cage: cage.code, inside: parcel ? [] : cage.parcels.slice(0, recentAtMost) }),
    parts: await Promise.all(receipt.parts.map((part) => verdictView(sight, part))),
  }
}

async function factsOf({ db, centreTimeZone, texts }: Sight, receipt: Receipt): Promise<TextValues> {
  const { claim, parcel, waiting, candidates, cage, missedOn, scanned } = receipt
  const { receivedAt, receivedBy } = parcel ?? {}
  return {
    reference: claim?.reference ?? '',
    missing: waiting.length,
    count: cage ? cage.parcels.length : candidates.length,
    length: scanned.length,
    cage: cage?.code ?? '',
    day: missedOn ? texts.date(missedOn) : '',
    at: receivedAt ? texts.moment(Temporal.Instant.from(receivedAt), centreTimeZone) : '',
    who: receivedBy ? await nameOf(db, receivedBy) : '',
  }
}

/** The name behind `staff:7`; the word itself where an account is closed. */
async function nameOf(db: Database, actor: string): Promise<string> {
  const id = /^staff:(\d+)$/.exec(actor)?.[1]
  const staff = id ? await staffById(db, Number(id)) : undefined
  return staff?.name ?? actor
}

const choicesOf = (db: Database, { candidates }: Receipt): Promise<object[]> =>
  Promise.all(
    candidates.map(async ({ sscc, no, units, claimReference }) => {
      const claim = await claimOf(db, claimReference)
      return { sscc, no, reference: claimReference, devices: devicesIn(claim, units).join('; ') }
    }),
  )

/** A signed code has 165 characters; its ends tell it from another. */
const shortened = (scanned: string): string =>
  scanned.length > shownAtMost ? `${scanned.slice(0, 16)}…${scanned.slice(-12)}` : scanned

const shownAtMost = 32

/** An SSCC that belongs to no parcel of ours may be a pallet's. */
function palletIn(scanned: string): { pallet?: string } {
  const sscc = scanned.replace(/\D/g, '').slice(-18)
  return isSscc(sscc) ? { pallet: sscc } : {}
}

const devicesIn = (claim: Claim, positions: readonly number[]): string[] =>
  claim.units.flatMap((unit) => {
    const { device } = declaredOf(claim, unit)
    return device && positions.includes(unit.position)
      ? [`${device.make} ${device.model}, ${device.serial}`]
      : []
  })

/** The last scans of one person, newest first, as `station/rows.njk` takes them. */
export async function recentView(db: Database, by: string): Promise<object[]> {
  return (await lastScans(db, by, recentAtMost)).map(rowOf)
}

const rowOf = ({
  id,
  at,
  scanned,
  verdict,
  claimReference: reference,
  cage,
  undoneAt,
}: LoggedScan): object => ({
  id,
  at,
  scanned: shortened(scanned),
  tone: tones[verdict],
  code: verdict,
  undone: undoneAt !== undefined,
  ...(cage && { cage }),
  ...(reference && { reference, href: claimHref(reference) }),
})
