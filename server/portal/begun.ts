/** An application that was begun, opened by its link and kept again: what the pages of one question each share. */
import { refuse } from '../base/refusal.ts'
import { draftOf, saveDraft, type Draft } from '../claims/draft-store.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import type { Application } from '../programmes/application.ts'
import type { Programme } from '../programmes/programme.ts'
import { currentProgramme } from '../programmes/store.ts'
import type { Locale } from '../texts/texts.ts'
import type { Typed } from '../web/forms.ts'
import { evidenceIn } from './apply-form-pages.ts'
import { faultsIn, stepsOf, type Begun, type Step } from './journey.ts'

/** A draft that was opened by its link, with what its pages have to know. */
export type Opened = {
  readonly draft: Draft
  readonly programme: Programme
  /** Files taken in that are still kept. */
  readonly evidence: Application['evidence']
  readonly begun: Begun
  readonly steps: readonly Step[]
  /** Path below which its pages stand. */
  readonly at: string
}

/** Opens the draft of a link. @throws Refusal `not-found` / `draft-unknown`, for a wrong token as for no draft. */
export async function openDraft(
  context: Context,
  { id, token }: { readonly id: string; readonly token: string },
  locale: Locale,
): Promise<Opened> {
  const draft = context.opensDraft(id, token) ? await draftOf(context.db, id) : undefined
  if (!draft) throw refuse('not-found', 'draft-unknown')
  return openedOf(context, draft, locale)
}

/** The same of a draft that was read already, as after it was kept. */
export async function openedOf(context: Context, draft: Draft, locale: Locale): Promise<Opened> {
  const { programme } = await currentProgramme(context.db, draft.programmeId)
  const evidence = await evidenceIn(context, draft.evidence)
  const faults = faultsIn(draft.fields, programme, locale, evidence)
  return {
    draft,
    programme,
    evidence,
    begun: { typed: draft.fields, evidence: evidence.map(({ file }) => file), faults },
    steps: stepsOf(programme, draft.fields),
    at: context.draftPath(draft.id),
  }
}

/**
 * Changes what is typed, and which files belong to it. Read and written in one transaction: of two pages sent at once both
 * stay. Gives the draft as it stands now. @throws Refusal `not-found` / `draft-unknown` when it was sent in meanwhile.
 */
export async function keepDraft(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { id }: Draft,
  change: (typed: Typed) => Typed,
  files: (evidence: readonly string[]) => readonly string[] = (evidence) => evidence,
): Promise<Draft> {
  return inTransaction(db, async (trx) => {
    const draft = await draftOf(trx, id, 'to-change')
    if (!draft) throw refuse('not-found', 'draft-unknown')
    const kept = {
      ...draft,
      fields: change(draft.fields),
      evidence: files(draft.evidence),
      savedAt: clock.now(),
    }
    await saveDraft(trx, kept)
    return kept
  })
}
