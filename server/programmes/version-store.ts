/** Rows of editions as their manager looks at them: which there are, and who wrote and loaded each of them when. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { groupedBy } from '../base/groups.ts'
import type { Database, Transaction } from '../database.ts'

/**
 * One time that an edition was made the one for new applications, or who wrote what was loaded then. `by` is an actor as
 * `actorText` writes it.
 */
export type Load = { readonly by: string; readonly at: string; readonly part: 'loaded' | 'wrote' }

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
type LoadRow = { hash: string; loaded_by: string; loaded_at: string; part: Load['part'] }

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
    loads: (loadsByHash.get(row.hash) ?? []).map(({ loaded_by: by, loaded_at: at, part }) => ({
      by,
      at,
      part,
    })),
  }))
}

/** True for the content that new applications are made under. */
export const isCurrentVersion = async (db: Database, hash: string): Promise<boolean> =>
  (await db('programmes').where({ current_hash: hash }).first('id')) !== undefined

/** Writes down who wrote an edition that somebody else loaded; `writers` as `actorText` writes them. */
export async function noteWriters(
  trx: Transaction,
  hash: string,
  writers: readonly string[],
  at: Temporal.Instant,
): Promise<void> {
  const rows = writers.map((writer) => ({
    hash,
    loaded_by: writer,
    loaded_at: instantText(at),
    part: 'wrote' as const,
  }))
  if (rows.length > 0) await trx<LoadRow>('programme_loads').insert(rows)
}
