/** What the participant's page of a label shows. Reads; decides nothing. */
import { refuse } from '../base/refusal.ts'
import { claimOf } from '../claims/store.ts'
import type { Database } from '../database.ts'
import { documentOf } from '../documents/store.ts'
import { textIn } from '../programmes/schema/words.ts'
import { programmeVersion } from '../programmes/store.ts'
import type { LabelFacts } from '../shipping/label-facts.ts'
import { labelForms, printReasons } from '../shipping/label-life.ts'
import { currentLabel } from '../shipping/label-printing.ts'
import { printsOf, signatureOf } from '../shipping/label-store.ts'
import type { Texts } from '../texts/texts.ts'

/** The values of `templates/pages/label-print.njk`. `path` is the address of the claim. @throws Refusal `no-label`. */
export async function printView(
  db: Database,
  reference: string,
  path: string,
  texts: Texts,
): Promise<object> {
  const label = await currentLabel(db, reference)
  if (!label) throw refuse('not-found', 'no-label', { reference })
  const claim = await claimOf(db, reference)
  const programme = await programmeVersion(db, claim.programmeVersion)
  const { facts, locale } = await documentOf(db, label.documentId)
  const { parcels, way, shipBy } = facts as unknown as LabelFacts
  const prints = await printsOf(db, label.id)
  const signature = await signatureOf(db, label.id)
  return {
    reference,
    programme: { name: textIn(programme.name, texts.locale), timeZone: programme.timeZone },
    path,
    locale,
    state: label.state,
    isOpen: label.state === 'issued' || label.state === 'printed',
    way,
    shipBy,
    parcels: parcels.map(({ no, sscc, weightGrams }) => ({ no, sscc, weightGrams })),
    isPrinted: prints.length > 0,
    prints,
    forms: labelForms.map((form) => ({ value: form, text: texts.text(`label-print.forms.${form}`) })),
    reasons: printReasons.map((reason) => ({
      value: reason,
      text: texts.text(`label-print.reasons.${reason}`),
    })),
    statement: texts.text('label.statement'),
    ...(signature && { signature: { name: signature.name, signedAt: signature.signedAt } }),
  }
}
