/** What the pages of a draft show: the text with its mistakes, and what it changes in an edition that it is held against. */
import type { Database } from '../database.ts'
import type { Draft } from '../programmes/draft-store.ts'
import { openDrafts } from '../programmes/draft-store.ts'
import { changes, type Change } from '../programmes/differences.ts'
import { lineDiff } from '../programmes/line-diff.ts'
import { plainSource, readSource } from '../programmes/source.ts'
import { sourceOf } from '../programmes/store.ts'
import { loadedVersions } from '../programmes/version-store.ts'
import type { Texts } from '../texts/texts.ts'
import { mistakesView } from './mistakes-view.ts'
import { namesOfActors, shortHash, versionHref } from './programme-view.ts'

/** The address of a draft's editor. */
export const draftHref = (id: number): string => `/desk/programmes/drafts/${id}`

/** Drafts that somebody writes, for the list of programmes. */
export async function draftRows(db: Database, texts: Texts): Promise<readonly object[]> {
  const nameOf = await namesOfActors(db, texts)
  return (await openDrafts(db)).map(({ id, programmeId, basedOn, by, at }) => ({
    id,
    programmeId,
    href: draftHref(id),
    basedOn: shortHash(basedOn),
    by: nameOf(by),
    at,
  }))
}

/** The values of `templates/pages/desk/programme-draft.njk`; `source` is the text as it stands in the field. */
export async function draftView(
  db: Database,
  { id, programmeId, basedOn, state, saves, hash }: Draft,
  source: string,
  texts: Texts,
): Promise<object> {
  const nameOf = await namesOfActors(db, texts)
  return {
    id,
    programmeId,
    href: draftHref(id),
    state,
    base: { hash: shortHash(basedOn), href: versionHref(basedOn) },
    ...(hash !== undefined && { became: versionHref(hash) }),
    saves: saves.map(({ revision, by, at }) => ({ revision, by: nameOf(by), at })),
    ...mistakesView(source, texts),
  }
}

/** The values of `templates/pages/desk/programme-changes.njk`. `against` is a content hash; the current edition where it is none. */
export async function changesView(db: Database, draft: Draft, against: string): Promise<object> {
  const versions = (await loadedVersions(db)).filter(({ programmeId }) => programmeId === draft.programmeId)
  const chosen =
    versions.find(({ hash }) => hash === against) ??
    versions.find(({ isCurrent }) => isCurrent) ??
    versions[0]
  const before = chosen ? await sourceOf(db, chosen.hash) : ''
  return {
    versions: versions.map(({ hash, edition, isCurrent }) => ({
      value: hash,
      text: `${edition} ${shortHash(hash)}`,
      isCurrent,
      isChosen: hash === chosen?.hash,
    })),
    settings: settingsOf(before, draft.source),
    hunks: lineDiff(before, draft.source) ?? [],
    isTooFar: lineDiff(before, draft.source) === undefined,
  }
}

/** Undefined for a text that is no YAML, of which only lines can be compared. */
function settingsOf(before: string, after: string): readonly Change[] | undefined {
  if (before === '' || readSource(after).data === undefined) return undefined
  return changes(plainSource(before), plainSource(after))
}
