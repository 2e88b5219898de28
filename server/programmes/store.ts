/** Editions of programmes as rows: kept for ever by content hash, one of them current for new applications (R98). */
import { actorText, type Actor } from '../base/actor.ts'
import { instantText, type Clock } from '../base/calendar.ts'
import type { Json } from '../base/canonical.ts'
import { Refusal, refuse } from '../base/refusal.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import { lintSource } from './lint.ts'
import type { Programme } from './programme.ts'
import { parseProgramme, readSource, refusalOf, versionOfContent, type Source } from './source.ts'

/** A programme file: its name for messages, and its text. */
export type ProgrammeFile = { readonly file: string; readonly text: string }

export type CurrentProgramme = { readonly hash: string; readonly programme: Programme }

type VersionRow = { hash: string; programme_id: string; edition: string; source: string; loaded_at: string }
type ProgrammeRow = { id: string; current_hash: string; loaded_at: string }

/**
 * Loads all files or none. A file whose content is known is not stored again; each becomes its programme's current
 * edition. Claims that run keep theirs (R98). `by` is kept: whoever loads an edition releases no run that pays by it.
 * @throws Refusal `invalid` naming file, line and mistake of every file that the linter refuses.
 */
export async function loadProgrammes(
  db: Database,
  clock: Clock,
  files: readonly ProgrammeFile[],
  by: Actor = start,
): Promise<CurrentProgramme[]> {
  // Reading YAML is most of the work of a start, so each file is read once.
  const sources = files.map(({ text }) => ({ text, ...readSource(text) }))
  const faults = sources.flatMap((source, index) => refusalOf(lintSource(source), files[index]?.file).faults)
  if (faults.length > 0) throw new Refusal('invalid', faults)
  const loadedAt = instantText(clock.now())
  return inTransaction(db, async (trx) => {
    const loaded: CurrentProgramme[] = []
    for (const { text, data, programme } of sources)
      if (programme) loaded.push(await loadOne(trx, { text, data, programme }, loadedAt, by))
    return loaded
  })
}

/**
 * Those of the files that say anything else than their programme's current edition and than what a start loaded last: what
 * somebody loaded since is not undone by a file that stayed as it was.
 */
export async function changedFiles(
  db: Database,
  files: readonly ProgrammeFile[],
): Promise<readonly ProgrammeFile[]> {
  const lastOfStarts = db('programme_loads as l')
    .join('programme_versions as v', 'v.hash', 'l.hash')
    .where('l.loaded_by', actorText(start))
    .groupBy('v.programme_id')
    .max('l.id')
  const hashes = [
    ...(await db('programmes').pluck<string[]>('current_hash')),
    ...(await db('programme_loads').whereIn('id', lastOfStarts).pluck<string[]>('hash')),
  ]
  const rows = await db<VersionRow>('programme_versions').whereIn('hash', hashes)
  const known = new Set(rows.map(({ source }) => source))
  // A remark that was added makes no other edition; only files that differ at all are read for it.
  return files.filter(({ text }) => !known.has(text) && !isSaidBy(hashes, text))
}

/** A file with mistakes is said by nobody, so that its mistakes are told. */
function isSaidBy(hashes: readonly string[], text: string): boolean {
  const { data } = readSource(text)
  return data !== undefined && hashes.includes(versionOfContent(data as Json))
}

/** Who loads files that came with the program. */
const start = { kind: 'system', part: 'start' } as const

type WholeSource = Pick<Source, 'data'> & { readonly text: string; readonly programme: Programme }

async function loadOne(
  trx: Transaction,
  { text: source, data, programme }: WholeSource,
  loadedAt: string,
  by: Actor,
): Promise<CurrentProgramme> {
  const hash = versionOfContent(data as Json)
  await trx<VersionRow>('programme_versions')
    .insert({ hash, programme_id: programme.id, edition: programme.edition, source, loaded_at: loadedAt })
    .onConflict('hash')
    .ignore()
  await trx('programme_loads').insert({ hash, loaded_by: actorText(by), loaded_at: loadedAt })
  await trx<ProgrammeRow>('programmes')
    .insert({ id: programme.id, current_hash: hash, loaded_at: loadedAt })
    .onConflict('id')
    .merge(['current_hash', 'loaded_at'])
  versions.set(hash, programme)
  return { hash, programme }
}

// Content-addressed: a hash means the same programme in every database and for ever, so it can be kept.
const versions = new Map<string, Programme>()

/** The edition with this content hash. @throws Refusal `not-found` / `programme-version-unknown`. */
export async function programmeVersion(db: Database, hash: string): Promise<Programme> {
  const known = versions.get(hash)
  if (known) return known
  const row = await db<VersionRow>('programme_versions').where({ hash }).first()
  if (!row) throw refuse('not-found', 'programme-version-unknown', { hash })
  const programme = parseProgramme(row.source)
  versions.set(hash, programme)
  return programme
}

/** The edition that new applications are made under. @throws Refusal `not-found` / `programme-unknown`. */
export async function currentProgramme(db: Database, id: string): Promise<CurrentProgramme> {
  const row = await db<ProgrammeRow>('programmes').where({ id }).first()
  if (!row) throw refuse('not-found', 'programme-unknown', { programme: id })
  return { hash: row.current_hash, programme: await programmeVersion(db, row.current_hash) }
}

/** All programmes, by id. */
export async function currentProgrammes(db: Database): Promise<CurrentProgramme[]> {
  const rows = await db<ProgrammeRow>('programmes').orderBy('id')
  return Promise.all(
    rows.map(async ({ current_hash: hash }) => ({ hash, programme: await programmeVersion(db, hash) })),
  )
}

/** Every edition of a programme that was ever loaded, the newest first. */
export async function editionsOf(
  db: Database,
  id: string,
): Promise<{ hash: string; edition: string; loadedAt: string }[]> {
  const rows = await db<VersionRow>('programme_versions')
    .where({ programme_id: id })
    .orderBy('loaded_at', 'desc')
  return rows.map(({ hash, edition, loaded_at: loadedAt }) => ({ hash, edition, loadedAt }))
}

/** The file as it was loaded, comments and all. @throws Refusal `not-found` / `programme-version-unknown`. */
export async function sourceOf(db: Database, hash: string): Promise<string> {
  const row = await db<VersionRow>('programme_versions').where({ hash }).first()
  if (!row) throw refuse('not-found', 'programme-version-unknown', { hash })
  return row.source
}

/** First letters of the references of every edition ever loaded, so that scanned labels of older ones are read too. */
export async function referencePrefixes(db: Database): Promise<readonly string[]> {
  const rows = await db<VersionRow>('programme_versions').select('hash')
  const editions = await Promise.all(rows.map(({ hash }) => programmeVersion(db, hash)))
  return [...new Set(editions.map(({ referencePrefix }) => referencePrefix))]
}
