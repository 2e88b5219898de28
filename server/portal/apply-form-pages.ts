/** The application form as it is shown, changed, checked and sent in, by whoever fills it in: participant or staff. */
import type { RequestHandler, Response } from 'express'
import { Refusal, type Fault } from '../base/refusal.ts'
import { eligibilityOf, type Eligibility } from '../claims/eligibility.ts'
import type { Context } from '../context.ts'
import { evidenceById } from '../evidence/store.ts'
import { receiveUpload, uploadFaults } from '../evidence/upload.ts'
import type { Application } from '../programmes/application.ts'
import type { Programme } from '../programmes/programme.ts'
import { findingText } from '../programmes/wording.ts'
import type { Texts } from '../texts/texts.ts'
import { formView } from '../web/form-view.ts'
import { rowsOf, withoutRow, type Typed } from '../web/forms.ts'
import type { Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { localeOf } from '../web/request.ts'
import { beginningIn } from './application-form.ts'
import { programmeForm } from './programme-view.ts'

/** A form as it was sent: its fields, and the files that came with it or before. */
export type Sent = {
  readonly typed: Typed
  /** Ids of files taken in. */
  readonly evidence: readonly string[]
  readonly faults: readonly Fault[]
  /** What the rules say, when that was asked. */
  readonly checked?: Eligibility
}

export type FormPage = {
  readonly show: (response: Response, programme: Programme, sent: Sent, more?: object) => Promise<void>
  /** Does what the button said; `send` is called for the last one only. */
  readonly take: (
    response: Response,
    programme: Programme,
    acts: {
      readonly send: (sent: Sent) => Promise<void>
      readonly more?: object
    },
  ) => Promise<void>
}

const formField = 'evidence'

/** Takes the files of the form in, each as the kind that its field names. */
export const formUpload = (context: Context, by: string): RequestHandler =>
  receiveUpload(
    { ...context, whose: async () => by },
    { field: formField, filesAtMost: 5, kind: 'proof-of-purchase' },
  )

/** The files of a form as the application names them; one that is no longer kept is left out. */
export async function evidenceIn(
  { db }: Pick<Context, 'db'>,
  ids: readonly string[],
): Promise<Application['evidence']> {
  const files = await Promise.all(ids.map((id) => evidenceById(db, id)))
  return files.flatMap((file) => (file ? [{ kind: file.kind, file: file.id }] : []))
}

/** The form and its buttons; what was typed and uploaded stays, whatever was wrong with it. */
export function formPage(context: Context, frame: Frame): FormPage {
  const show: FormPage['show'] = async (response, programme, sent, more = {}) => {
    const locale = localeOf(response.req)
    const texts = context.texts(locale)
    const files = await Promise.all(sent.evidence.map((id) => evidenceById(context.db, id)))
    await frame.show(response, 'apply', {
      programme: programmeForm(programme, locale),
      rows: rowsOf(sent.typed, 'units'),
      kept: files.flatMap((file) => (file ? [{ id: file.id, name: file.name }] : [])),
      form: formView({ area: 'apply', texts, typed: sent.typed, faults: sent.faults }),
      ...(sent.checked && { checked: checkedView(sent.checked, programme, texts) }),
      ...more,
    })
  }
  const take: FormPage['take'] = async (response, programme, { send, more }) => {
    const body = response.req.body as Typed & { evidence: readonly string[] }
    const sent: Sent = { typed: body, evidence: body.evidence, faults: uploadFaults(response) }
    const intent = String(body['_intent'] ?? 'submit')
    const changed = changedBy(intent, body)
    if (changed) return show(response, programme, { ...sent, typed: changed }, more)
    try {
      if (intent === 'check') return await show(response, programme, await check(sent, programme), more)
      if (sent.faults.length > 0) throw new Refusal('invalid', sent.faults)
      await send(sent)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await show(response.status(statusOf(error)), programme, { ...sent, faults: error.faults }, more)
    }

    async function check(asked: Sent, by: Programme): Promise<Sent> {
      const evidence = await evidenceIn(context, asked.evidence)
      const application = beginningIn(asked.typed, by, localeOf(response.req), evidence)
      return { ...asked, checked: await eligibilityOf(context, application, by) }
    }
  }
  return { show, take }
}

/** The fields after a pair was added or removed; undefined when that was not the button. */
function changedBy(intent: string, typed: Typed): Typed | undefined {
  if (intent === 'add') return { ...typed, [`units.${rowsOf(typed, 'units')}.product.model`]: '' }
  const removed = /^remove\.(\d{1,2})$/.exec(intent)?.[1]
  return removed === undefined ? undefined : withoutRow(typed, 'units', Number(removed))
}

/** What speaks against it and what is missing, in plain words; terms and declarations are ticked at the end. */
export const checkedView = (
  { verdict, findings }: Eligibility,
  programme: Programme,
  texts: Texts,
): object => ({
  verdict,
  findings: findings
    .filter(({ outcome }) => outcome !== 'pass')
    .map((finding) => ({
      outcome: finding.outcome,
      clause: finding.clause,
      text: findingText(finding, programme, texts),
    })),
})
