/** Rows of editions as their manager looks at them: which there are, and who loaded each of them when. Reads only. */
import { groupedBy } from '../base/groups.ts'
import type { Database } from '../database.ts'

/** One time that an edition was made the one for new applications. `by` is an actor as `actorText` writes it. */
export type Load = { readonly by: string; readonly at: string }

export type LoadedVersion = {
  readonly hash: string
  readonly programmeId: string
  readonly edition: string
  readonly loadedAt: string
  /** True for the one that new applications are made under. */
  readonly isCurrent: boolean
  /** Oldest first; none for what was loaded before loads were written down. */
  readonly loads: readonly Load[]
}

type VersionRow = { hash: string; programme_id: string; edition: string; loaded_at: string }
type LoadRow = { hash: string; loaded_by: string; loaded_at: string }

/** Every edition of every programme, by programme, the newest first. */
export async function loadedVersions(db: Database): Promise<LoadedVersion[]> {
  const rows = await db<VersionRow>('programme_versions')
    .select('hash', 'programme_id', 'edition', 'loaded_at')
    .orderBy([{ column: 'programme_id' }, { column: 'loaded_at', order: 'desc' }])
  const current = new Set(await db('programmes').pluck<string[]>('current_hash'))
  const loads = await db<LoadRow>('programme_loads').orderBy('id')
  const loadsByHash = groupedBy(loads, ({ hash }) => hash)
  return rows.map((row) => ({
    hash: row.hash,
    programmeId: row.programme_id,
    edition: row.edition,
    loadedAt: row.loaded_at,
    isCurrent: current.has(row.hash),
    loads: (loadsByHash.get(row.hash) ?? []).map(({ loaded_by: by, loaded_at: at }) => ({ by, at })),
  }))
}
