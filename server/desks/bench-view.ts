/** What the audit bench shows of one device: declared beside what is asked, in the programme's words. Reads; decides nothing. */
import { Temporal } from 'temporal-polyfill'
import { gradesOf } from '../audit/checklist.ts'
import { answers, hazards, residues, signatures } from '../audit/finding.ts'
import { reportsOf } from '../audit/erasure-store.ts'
import { hasStatedErasure } from '../audit/packing.ts'
import { auditsOf } from '../audit/store.ts'
import { turnOf } from '../audit/turn.ts'
import { dateIn } from '../base/calendar.ts'
import { clocksOf } from '../claims/clock-store.ts'
import { declaredOf, unitAt, type Claim, type Unit } from '../claims/claim.ts'
import { entriesOf } from '../claims/journal-store.ts'
import { answersOf } from '../claims/offer-answer-store.ts'
import type { Database } from '../database.ts'
import { documentsOf } from '../documents/store.ts'
import type { Category, Programme } from '../programmes/programme.ts'
import { photoKinds } from '../programmes/schema/audit.ts'
import { textIn, type Localised } from '../programmes/schema/words.ts'
import type { Texts } from '../texts/texts.ts'
import { unitRows } from './review-view.ts'

/** Values of `templates/pages/desk/audit.njk`, but for the form and its photos. */
export async function benchView(
  db: Database,
  claim: Claim,
  position: number,
  programme: Programme,
  texts: Texts,
): Promise<object> {
  const unit = unitAt(claim, position)
  const { product, device } = declaredOf(claim, unit)
  return {
    unit: {
      reference: claim.reference,
      position,
      product: product.model,
      declared: unitRows(claim, position, programme, texts).device ?? [],
      serial: device?.serial ?? '',
      erasure: hasStatedErasure(claim, programme),
      ...(await datesOf(db, claim, programme)),
      ...(await appealOf(db, claim, unit)),
      ended: claim.state !== 'approved',
      reports: (await reportsOf(db, unit.id)).map(({ name, tool, method, result, match }) => ({
        name,
        of: [tool, method].filter(Boolean).join(', '),
        result,
        match,
      })),
    },
    turn: turnOf(unit, await auditsOf(db, [unit.id])),
    ...formChoices(programme, texts),
  }
}

/** What the form of the bench lets an auditor choose from, in the programme's words. */
export function formChoices(programme: Programme, texts: Texts): object {
  const choice = (area: string, values: readonly string[]) =>
    values.map((value) => ({ value, text: texts.text(`desk.${area}.${value}`) }))
  const named = (list: readonly { readonly id: string; readonly name: Localised }[]) =>
    list.map(({ id, name }) => ({ value: id, text: textIn(name, texts.locale) }))
  return {
    categories: programme.categories.map((category) => categoryChoice(category, texts)),
    checks: checksOf(programme, texts),
    answers: choice('answer', answers),
    grades: named(gradesOf(programme)),
    accessories: accessoriesOf(programme, texts),
    residues: choice('residue', residues),
    hazards: choice('hazard', hazards),
    signatures: choice('signature', signatures),
    photoKinds: choice('photo-kind', photoKinds),
  }
}

const categoryChoice = ({ id, name, guide }: Category, texts: Texts): object => ({
  value: id,
  text: textIn(name, texts.locale),
  ...(guide && { guide: `guide-${guide}.svg` }),
})

type Choice = { readonly value: string; readonly text: string; readonly categories: readonly string[] }

/** Each question once, with the categories it is asked of: a page that knows no script shows them all. */
function checksOf({ categories }: Programme, texts: Texts): Choice[] {
  const asked = categories.flatMap(({ checklist }) => checklist.map(({ check }) => check))
  return [...new Set(asked)].map((value) => ({
    value,
    text: texts.text(`desk.fields.checks.${value}.label`),
    categories: categories
      .filter(({ checklist }) => checklist.some(({ check }) => check === value))
      .map(({ id }) => id),
  }))
}

function accessoriesOf({ categories }: Programme, texts: Texts): Choice[] {
  const all = new Map(categories.flatMap(({ accessories }) => accessories).map((one) => [one.id, one]))
  return [...all.values()].map(({ id, name }) => ({
    value: id,
    text: textIn(name, texts.locale),
    categories: categories
      .filter(({ accessories }) => accessories.some((one) => one.id === id))
      .map((category) => category.id),
  }))
}

/** R42: an appeal sees what it is about; a blind look sees nothing of the one before. */
async function appealOf(
  db: Database,
  { reference }: Claim,
  { id, offer, audit, position }: Unit,
): Promise<{ appeal?: { href: string } | object }> {
  if (offer !== 'disputed' || audit === 'pending') return {}
  const pack = (await documentsOf(db, reference)).findLast(
    ({ kind, facts }) => kind === 'audit-evidence' && (facts as { unit?: number }).unit === position,
  )
  const words = (await answersOf(db, id)).findLast(({ answer }) => answer === 'dispute')?.words
  return {
    appeal: {
      ...(pack && { href: `/desk/claims/${reference}/documents/${pack.id}` }),
      ...(words && { words }),
    },
  }
}

/** ISO dates; empty when nothing was received yet. */
export async function datesOf(
  db: Database,
  claim: Claim,
  { timeZone, clocks }: Programme,
): Promise<{ receivedOn: string; payBy: string }> {
  const received = (await entriesOf(db, claim.reference)).find(({ kind }) => kind === 'received')
  const ids = clocks.filter(({ stop }) => stop === 'paid').map(({ id }) => id)
  const clock = (await clocksOf(db, claim.id)).find((one) => ids.includes(one.clock))
  return {
    receivedOn: received ? dateIn(Temporal.Instant.from(received.at), timeZone).toString() : '',
    payBy: clock?.dueOn.toString() ?? '',
  }
}
