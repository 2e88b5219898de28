/** Drafts of editions over HTTP: written and checked save by save, held against an edition, loaded or ended. */
import { z } from 'zod'
import type { Actor } from '../base/actor.ts'
import type { Clock } from '../base/calendar.ts'
import type { Database } from '../database.ts'
import { operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import { changes } from './differences.ts'
import {
  closeDraft,
  draftSave,
  lockDraft,
  openDraft,
  openDrafts,
  programmeDraft,
  saveDraft,
} from './draft-store.ts'
import { lintProgramme } from './lint.ts'
import { plainSource, readSource } from './source.ts'
import { currentProgramme, programmeVersion, sourceOf, type CurrentProgramme } from './store.ts'

/** What these operations need besides the database of a call. */
export type DraftOffice = {
  readonly clock: Clock
  /** Makes a draft the edition for new applications and says so in the journal, which this room does not know. */
  readonly loadDraft: (
    db: Database,
    id: number,
    revision: number,
    by: Actor,
  ) => Promise<Pick<CurrentProgramme, 'hash'>>
}

const version = z.string().regex(/^[0-9a-f]{64}$/)
const source = z.string().min(1).max(200_000).describe('The programme file as text.')
const saved = z.object({
  revision: z.int(),
  by: z.string().describe('Who saved it, as the journal names people.'),
  at: z.iso.datetime(),
})

const draftView = z.object({
  id: z.int(),
  programme: z.string(),
  basedOn: version,
  state: z.enum(['open', 'loaded', 'ended']),
  revision: z
    .int()
    .describe(
      'Counts the saves. Named by whoever writes on, so that nobody overwrites what they did not read.',
    ),
  source: z.string(),
  saves: z.array(saved),
  mistakes: z
    .array(
      z.object({
        code: z.string(),
        line: z.int(),
        path: z.string(),
        facts: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    )
    .describe('With any of these it is kept, and not loaded.'),
  became: version.optional().describe('The edition that it was loaded as.'),
})

const draftRow = z.object({ id: z.int(), programme: z.string(), basedOn: version, ...saved.shape })
const ofDraft = z.object({ id: rowId })
const asRead = z.object({ revision: rowId.describe('The save that was read last.') })

/** Every draft is written and looked at by those who write programmes; loading is a move of its own. */
export const draftOperations = (office: DraftOffice): Operation[] => [
  ...readingOperations,
  ...writingOperations(office),
  operation(
    {
      method: 'get',
      path: '/programme-drafts/{id}/changes',
      move: 'write-programme',
      tag: 'programmes',
      summary: 'What a draft changes in an edition, setting by setting',
      params: ofDraft,
      query: z.strictObject({
        against: version.optional().describe('The edition; left out: the one for new applications.'),
      }),
      output: z.array(
        z.object({
          path: z.string(),
          before: z.string().optional().describe('Canonical JSON; left out for what is new.'),
          after: z.string().optional().describe('Canonical JSON; left out for what is gone.'),
        }),
      ),
    },
    async ({ db, params, query }) => {
      const draft = await programmeDraft(db, params.id)
      const against = query.against ?? (await currentProgramme(db, draft.programmeId)).hash
      // Of a text that is no YAML nothing can be compared but lines, which the page does.
      if (readSource(draft.source).data === undefined) return []
      return changes(plainSource(await sourceOf(db, against)), plainSource(draft.source))
    },
  ),
  operation(
    {
      method: 'post',
      path: '/programme-drafts/{id}/loading',
      move: 'load-programme',
      tag: 'programmes',
      summary: 'Make a draft the edition for new applications',
      description:
        'Whoever wrote or loaded it releases no run that pays by it. Claims that run keep their edition.',
      params: ofDraft,
      input: z.strictObject(asRead.shape),
      output: z.object({ version }),
      status: 201,
    },
    async ({ db, actor, params, input }) => {
      const { hash } = await office.loadDraft(db, params.id, input.revision, actor)
      return { version: hash }
    },
  ),
  operation(
    {
      method: 'delete',
      path: '/programme-drafts/{id}',
      move: 'write-programme',
      tag: 'programmes',
      summary: 'End a draft that nobody wants any more; its saves are kept',
      params: ofDraft,
      query: z.strictObject(asRead.shape),
    },
    async ({ db, params, query }) => {
      await lockDraft(db, params.id, query.revision)
      await closeDraft(db, params.id)
    },
  ),
]

const readingOperations: readonly Operation[] = [
  operation(
    {
      method: 'get',
      path: '/programme-drafts',
      move: 'write-programme',
      tag: 'programmes',
      summary: 'Drafts that somebody writes, the newest first, each with its last save',
      output: z.array(draftRow),
    },
    async ({ db }) =>
      (await openDrafts(db)).map(({ programmeId, ...row }) => ({ ...row, programme: programmeId })),
  ),
  operation(
    {
      method: 'get',
      path: '/programme-drafts/{id}',
      move: 'write-programme',
      tag: 'programmes',
      summary: 'A draft as it was saved last, with its saves and its mistakes',
      params: ofDraft,
      output: draftView,
    },
    ({ db, params }) => viewOf(db, params.id),
  ),
  operation(
    {
      method: 'get',
      path: '/programme-drafts/{id}/saves/{revision}',
      move: 'write-programme',
      tag: 'programmes',
      summary: 'The text of one save',
      params: z.object({ id: rowId, revision: rowId }),
      output: z.object({ source: z.string() }),
    },
    async ({ db, params }) => ({ source: await draftSave(db, params.id, params.revision) }),
  ),
]

const writingOperations = ({ clock }: DraftOffice): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/programme-drafts',
      move: 'write-programme',
      tag: 'programmes',
      summary: 'Begin a draft as a copy of an edition',
      input: z.strictObject({ basedOn: version.describe('The edition, by its content hash.') }),
      output: draftView,
      status: 201,
    },
    async ({ db, actor, input: { basedOn } }) => {
      const { id: programmeId } = await programmeVersion(db, basedOn)
      const text = await sourceOf(db, basedOn)
      return viewOf(
        db,
        await openDraft(db, { programmeId, basedOn, source: text, by: actor, at: clock.now() }),
      )
    },
  ),
  operation(
    {
      method: 'put',
      path: '/programme-drafts/{id}',
      move: 'write-programme',
      tag: 'programmes',
      summary: 'Keep another save of a draft; a text with mistakes is kept as well',
      params: ofDraft,
      input: z.strictObject({ ...asRead.shape, source }),
      output: draftView,
    },
    async ({ db, actor, params: { id }, input: { revision, source: text } }) => {
      await saveDraft(db, id, revision, { source: text, by: actor, at: clock.now() })
      return viewOf(db, id)
    },
  ),
]

async function viewOf(db: Database, id: number) {
  const { programmeId, hash, ...draft } = await programmeDraft(db, id)
  return {
    ...draft,
    programme: programmeId,
    saves: [...draft.saves],
    mistakes: lintProgramme(draft.source).map(({ facts, ...mistake }) => ({
      ...mistake,
      facts: { ...facts },
    })),
    ...(hash !== undefined && { became: hash }),
  }
}
