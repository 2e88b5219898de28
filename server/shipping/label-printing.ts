/**
 * Labels given out: in which form, for which reason, signed on screen or not. Orders documents and writes prints down;
 * drawing comes later. The same form of the same label is the same document for ever.
 */
import { actorText, type Actor } from '../base/actor.ts'
import { dateIn, instantText, type Clock } from '../base/calendar.ts'
import type { Json } from '../base/canonical.ts'
import { refuse } from '../base/refusal.ts'
import { lockClaim } from '../claims/store.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import { documentOf, fileOf, orderDocument, type Press } from '../documents/store.ts'
import { programmeVersion } from '../programmes/store.ts'
import type { LabelFacts, LabelSignature } from './label-facts.ts'
import { documentOfForm, type LabelForm, type PrintReason } from './label-life.ts'
import {
  keepLabelFile,
  keepSignature,
  labelFile,
  labelsOf,
  notePrint,
  printsOf,
  signatureOf,
  type Label,
} from './label-store.ts'

type Desk = { readonly db: Database; readonly clock: Clock }

/** The label that counts, undefined before the first. */
export const currentLabel = async (db: Database, reference: string): Promise<Label | undefined> =>
  (await labelsOf(db, reference)).at(-1)

/** @throws Refusal `not-found` / `no-label`, or `conflict` / `label-over` for one that is replaced, used or void. */
export async function printableLabel(db: Database, reference: string): Promise<Label> {
  const label = await currentLabel(db, reference)
  if (!label) throw refuse('not-found', 'no-label', { reference })
  if (!['issued', 'printed'].includes(label.state)) throw refuse('conflict', 'label-over', { reference })
  return label
}

/**
 * Gives a label out to be printed: writes the print down and gives the document to be served.
 * @throws Refusal `conflict` / `label-over`; `invalid` / `print-reason-missing` for a second print without a reason.
 */
export const printLabel = (
  { db, clock }: Desk,
  reference: string,
  {
    form,
    reason,
    by,
  }: { readonly form: LabelForm; readonly reason?: PrintReason | undefined; readonly by: Actor },
): Promise<number> =>
  inTransaction(db, async (trx) => {
    await lockClaim(trx, reference)
    const label = await printableLabel(trx, reference)
    const isAgain = (await printsOf(trx, label.id)).length > 0
    if (isAgain && !reason) throw refuse('invalid', 'print-reason-missing', {}, '/reason')
    await notePrint(
      trx,
      label.id,
      { form, reason: isAgain ? reason : undefined, by: actorText(by) },
      clock.now(),
    )
    return documentFor(trx, clock, label, form)
  })

/** The document of a label in a form; ordered when nobody has asked for it before. Holds the claim's lock. */
export async function documentFor(
  trx: Transaction,
  clock: Clock,
  label: Label,
  form: LabelForm,
): Promise<number> {
  const signature = await signatureOf(trx, label.id)
  if (form === 'A4' && !signature) return label.documentId
  const key = { labelId: label.id, form, signed: signature !== undefined }
  const known = await labelFile(trx, key)
  if (known !== undefined) return known
  const { facts, locale, name, claimReference } = await documentOf(trx, label.documentId)
  const { kind, extension, mediaType } = documentOfForm[form]
  const marks = [form === 'A4' ? '' : `-${form.toLowerCase()}`, signature ? '-signed' : ''].join('')
  const id = await orderDocument(trx, clock, {
    kind,
    claimReference,
    locale,
    name: name.replace(/\.pdf$/, `${marks}.${extension}`),
    mediaType,
    facts: signature ? signedFacts(facts as unknown as LabelFacts, signature) : facts,
  })
  await keepLabelFile(trx, key, id)
  return id
}

const signedFacts = (facts: LabelFacts, { name, signedOn, strokes }: LabelSignature): Json => ({
  ...facts,
  signature: { name, signedOn, strokes },
})

/** What the participant wrote on the glass, or typed. `statement` is the text as it was shown. */
export type Signing = Pick<LabelSignature, 'name' | 'strokes'> & {
  readonly statement: string
  readonly by: Actor
}

/**
 * R33: signs a label on screen. What was signed is kept: the statement's words and the hash of the file that bore them.
 * @throws Refusal `conflict` / `label-signed` for a second time, `label-over` as `printableLabel` does.
 */
export async function signLabel(press: Press, reference: string, signing: Signing): Promise<void> {
  const shown = await fileOf(press, (await printableLabel(press.db, reference)).documentId)
  await inTransaction(press.db, async (trx) => {
    const claim = await lockClaim(trx, reference)
    const label = await printableLabel(trx, reference)
    if (await signatureOf(trx, label.id)) throw refuse('conflict', 'label-signed', { reference })
    // Replaced between the two: what was shown is not what would be signed.
    if (label.documentId !== shown.document.id) throw refuse('conflict', 'label-over', { reference })
    const { timeZone } = await programmeVersion(trx, claim.programmeVersion)
    const now = press.clock.now()
    await keepSignature(trx, label.id, {
      name: signing.name,
      strokes: signing.strokes,
      statement: signing.statement,
      labelSha256: shown.document.sha256 ?? '',
      signedOn: dateIn(now, timeZone).toString(),
      signedAt: instantText(now),
      signedBy: actorText(signing.by),
    })
  })
}
