/** The list of applications: its rows as the page and its file show them, however many they are. */
import { dateIn } from '../base/calendar.ts'
import type { Claim } from '../claims/claim.ts'
import { latestTraces, type Trace } from '../claims/decision-store.ts'
import type { ClaimState } from '../claims/machines.ts'
import { claimsIn } from '../claims/store.ts'
import type { Database } from '../database.ts'
import { textIn } from '../programmes/schema/words.ts'
import { programmeVersion } from '../programmes/store.ts'
import type { Texts } from '../texts/texts.ts'
import { claimHref } from './claim-links.ts'
import type { Asked } from './filters.ts'
import type { Listed } from './listed.ts'

const batch = 500

type ReviewRow = Awaited<ReturnType<typeof rowOf>>

/** Applications in the order that was asked for, after the one whose reference is given. */
export async function reviewRows(
  db: Database,
  { state, order }: Asked,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
  texts: Texts,
): Promise<ReviewRow[]> {
  const claims = await claimsIn(db, state as ClaimState, limit, order === 'risk' ? 'risk' : 'age', after)
  const traces = await latestTraces(
    db,
    claims.map(({ id }) => id),
  )
  return Promise.all(claims.map((claim) => rowOf(db, claim, traces.get(claim.id), texts)))
}

async function rowOf(db: Database, claim: Claim, trace: Trace | undefined, { locale }: Texts) {
  const programme = await programmeVersion(db, claim.programmeVersion)
  return {
    reference: claim.reference,
    href: claimHref(claim.reference),
    company: claim.application.participant.company,
    programme: textIn(programme.name, locale),
    submittedOn: dateIn(claim.submittedAt, programme.timeZone).toString(),
    units: claim.units.length,
    state: claim.state,
    verdict: trace?.verdict ?? 'review',
    remarks: (trace?.findings ?? []).filter(({ outcome }) => outcome !== 'pass').length,
  }
}

export const reviewList: Listed<ReviewRow> = {
  may: 'list-claims',
  columns: [
    ['desk.column.reference', ({ reference }) => reference],
    ['desk.column.company', ({ company }) => company],
    ['desk.column.programme', ({ programme }) => programme],
    ['desk.column.submitted', ({ submittedOn }) => submittedOn],
    ['desk.column.units', ({ units }) => units],
    ['desk.column.state', ({ state }, texts) => texts.text(`pages.claim.${state}`)],
    [
      'desk.column.rules',
      ({ verdict, remarks }, texts) => texts.text(`desk.verdict.${verdict}`, { count: remarks }),
    ],
  ],
  /** Batch by batch off the index: each goes on after the last one of the batch before. */
  async *rows({ db }, asked, texts) {
    for (let after: string | undefined; ;) {
      const rows = await reviewRows(db, asked, { after, limit: batch }, texts)
      yield rows
      if (rows.length < batch) return
      after = rows.at(-1)?.reference
    }
  },
}
