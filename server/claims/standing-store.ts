/** What stands against approving a claim, and who has vouched for it already (R96). Reads rows; decides nothing. */
import type { Database } from '../database.ts'
import type { Claim } from './claim.ts'
import { tracesOf } from './decision-store.ts'
import { entriesOf } from './journal-store.ts'

export type Standing = {
  /** Codes of the findings that did not pass when the rules were last asked, each once. */
  readonly codes: readonly string[]
  /** Actor of the reviewer who wants to approve all the same, since the application was last sent in. */
  readonly vouchedBy?: string
}

/** Of the latest trace only: what a resubmission repaired stands no longer, and whoever vouched saw the older one. */
export async function standingOf(db: Database, claim: Pick<Claim, 'id' | 'reference'>): Promise<Standing> {
  const [trace] = await tracesOf(db, claim.id)
  const open = (trace?.findings ?? []).filter(({ outcome }) => outcome !== 'pass')
  const codes = [...new Set(open.map(({ code }) => code))]
  if (codes.length === 0) return { codes }
  const entries = await entriesOf(db, claim.reference)
  const sent = entries.findLastIndex(({ kind }) => kind === 'submitted' || kind === 'resubmitted')
  const vouched = entries.slice(sent + 1).findLast(({ kind }) => kind === 'vouched')
  return { codes, ...(vouched && { vouchedBy: vouched.actor }) }
}
