/** What the list of programmes shows: each with its editions, who loaded them, and how many claims run under each (R98). */
import { groupedBy } from '../base/groups.ts'
import { claimsByVersion } from '../claims/version-claims-store.ts'
import type { Database } from '../database.ts'
import type { Programme } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import { programmeVersion } from '../programmes/store.ts'
import { loadedVersions, type Load, type LoadedVersion } from '../programmes/version-store.ts'
import { listStaff } from '../staff/store.ts'
import type { Texts } from '../texts/texts.ts'

/** So much of a content hash tells editions apart for people. */
export const shortHash = (hash: string): string => hash.slice(0, 12)

/** The address of an edition's page. */
export const versionHref = (hash: string): string => `/desk/programmes/versions/${hash}`

/** The programmes of `templates/pages/desk/programmes.njk`. */
export async function programmesView(db: Database, texts: Texts) {
  const versions = await loadedVersions(db)
  const claims = await claimsByVersion(db)
  const nameOf = await namesOfActors(db, texts)
  const groups = [...groupedBy(versions, ({ programmeId }) => programmeId)]
  return Promise.all(
    groups.map(async ([id, own]) => {
      const named = own.find(({ isCurrent }) => isCurrent) ?? own[0]
      const programme = named && (await programmeVersion(db, named.hash))
      return {
        id,
        name: programme ? textIn(programme.name, texts.locale) : id,
        summary: programme ? textIn(programme.summary, texts.locale) : '',
        versions: await Promise.all(
          own.map(async (version) => ({
            ...versionRow(version, await programmeVersion(db, version.hash), nameOf),
            ...(claims.get(version.hash) ?? { running: 0, all: 0 }),
          })),
        ),
      }
    }),
  )
}

/** An edition by itself, with the name of its programme. */
export type Edition = Awaited<ReturnType<typeof editionsOf>>[number]

/** All editions of all programmes, one after the other. */
export const editionsOf = async (db: Database, texts: Texts) =>
  (await programmesView(db, texts)).flatMap(({ name, versions }) =>
    versions.map((version) => ({ ...version, programme: name })),
  )

const versionRow = (
  { hash, edition, loadedAt, isCurrent, loads }: LoadedVersion,
  { purchaseWindow, applicationWindow }: Programme,
  nameOf: (actor: string) => string,
) => ({
  edition,
  hash: shortHash(hash),
  href: versionHref(hash),
  isCurrent,
  loads: loadRows(loads, loadedAt, nameOf),
  purchases: purchaseWindow,
  applications: applicationWindow,
})

/** When it was loaded and by whom, and who wrote it; the day of its row where nobody wrote that down. */
export const loadRows = (
  loads: readonly Load[],
  loadedAt: string,
  nameOf: (actor: string) => string,
): readonly Load[] =>
  loads.length === 0
    ? [{ at: loadedAt, by: nameOf(''), part: 'loaded' }]
    : loads.map(({ at, by, part }) => ({ at, by: nameOf(by), part }))

/** Who an actor's text means, in words: a name, or the house itself. */
export async function namesOfActors(db: Database, texts: Texts): Promise<(actor: string) => string> {
  const names = new Map((await listStaff(db)).map(({ id, name }) => [id, name]))
  return (actor) => {
    const [kind = '', id = ''] = actor.split(':')
    if (kind === 'staff') return names.get(Number(id)) ?? texts.text('audit.floor.former')
    return texts.text(`programmes.by.${kind === 'machine' ? 'program' : 'house'}`)
  }
}
