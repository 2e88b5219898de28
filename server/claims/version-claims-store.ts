/** How many claims each edition has (R98): those that still run under it, and all that were made under it. Reads only. */
import type { Database } from '../database.ts'

export type VersionClaims = { readonly running: number; readonly all: number }

type VersionRow = { programme_version: string; state: string; claims: number | string }

/** States from which a claim still goes on. */
const runningStates: readonly string[] = ['submitted', 'incomplete', 'approved', 'settled']

/** By content hash; an edition without claims is not among them. Counted from an index alone. */
export async function claimsByVersion(db: Database): Promise<ReadonlyMap<string, VersionClaims>> {
  const rows: VersionRow[] = await db('claims')
    .select('programme_version', 'state')
    .count({ claims: '*' })
    .groupBy('programme_version', 'state')
  const counts = new Map<string, VersionClaims>()
  for (const { programme_version: version, state, claims } of rows) {
    const { running, all } = counts.get(version) ?? { running: 0, all: 0 }
    const count = Number(claims)
    counts.set(version, { running: running + (runningStates.includes(state) ? count : 0), all: all + count })
  }
  return counts
}
