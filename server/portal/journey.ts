/**
 * The application as a row of questions, one a page: which there are in a programme, which fields each owns, and how far
 * each is answered. Pure; knows no request and no text.
 */
import { Refusal, type Fault } from '../base/refusal.ts'
import type { Application } from '../programmes/application.ts'
import type { Programme } from '../programmes/programme.ts'
import type { Locale } from '../texts/texts.ts'
import { fieldName } from '../web/form-view.ts'
import { rowsOf, type Typed } from '../web/forms.ts'
import { applicationIn } from './application-form.ts'
import { takesDevices } from './programme-view.ts'

export const questions = [
  'contact',
  'address',
  'vat',
  'customer',
  'purchase',
  'proof',
  'product',
  'device',
  'bank',
  'declarations',
] as const

export type Question = (typeof questions)[number]

/** One page of the application. */
export type Step = {
  /** Last part of its address: `contact`, `device-2`. */
  readonly id: string
  readonly question: Question
  /** Which pair of product and device it asks about, from 0. */
  readonly row?: number
  /** Names of its fields. */
  readonly fields: readonly string[]
}

export type StepState = 'blank' | 'begun' | 'done'

const addressFields = ['street', 'postcode', 'city', 'country']

const fieldsOf: Readonly<Record<Question, (row: number) => readonly string[]>> = {
  contact: () => ['company', 'contactName', 'phone', 'email'].map((name) => `participant.${name}`),
  address: () => addressFields.map((name) => `participant.address.${name}`),
  vat: () => ['vatStatus', 'vatId', 'registrationNumber'].map((name) => `participant.${name}`),
  customer: () => ['endCustomer.company', ...addressFields.map((name) => `endCustomer.address.${name}`)],
  purchase: () => ['boughtOn', 'invoiceNumber', 'sellerName'].map((name) => `purchase.${name}`),
  proof: () => ['evidence'],
  product: (row) => ['model', 'partNumber', 'serial'].map((name) => `units.${row}.product.${name}`),
  device: (row) =>
    ['category', 'make', 'model', 'serial', 'condition', 'weightGrams'].map(
      (name) => `units.${row}.device.${name}`,
    ),
  bank: () => ['bankAccount.holder', 'bankAccount.iban'],
  declarations: () => ['declarations', 'selfBilling.version', 'selfBilling.signedBy'],
}

/** What the last page asks, above the button that sends. */
export const closingFields = ['_terms', 'marketingConsent'] as const

/** The questions of a programme in their order: with a page for each product and each device that was begun (R14). */
export function stepsOf(programme: Programme, typed: Typed): readonly Step[] {
  const rows = Array.from({ length: rowsOf(typed, 'units') }, (_, row) => row)
  return questions.flatMap((question): Step[] => {
    if (question === 'customer' && programme.audience.endCustomer !== 'required') return []
    if (question === 'proof' && askedFor(programme).length === 0) return []
    if (question === 'device') return []
    if (question !== 'product') return [stepOf(question)]
    const pair = takesDevices(programme) ? (['product', 'device'] as const) : (['product'] as const)
    return rows.flatMap((row) => pair.map((one) => stepOf(one, row)))
  })
}

const stepOf = (question: Question, row?: number): Step => ({
  id: row === undefined ? question : `${question}-${row + 1}`,
  question,
  ...(row !== undefined && { row }),
  fields: fieldsOf[question](row ?? 0),
})

/** Kinds of documents that every application brings. */
const askedFor = (programme: Programme): readonly string[] =>
  programme.evidence.filter(({ required }) => required === 'always').map(({ kind }) => kind)

/** What cannot be sent as it is typed: the same faults as after the last button, except for what only that asks. */
export function faultsIn(
  typed: Typed,
  programme: Programme,
  locale: Locale,
  evidence: Application['evidence'],
): readonly Fault[] {
  try {
    applicationIn({ ...whole(typed, programme), _terms: 'yes' }, programme, locale, evidence)
    return []
  } catch (error) {
    if (error instanceof Refusal) return error.faults
    throw error
  }
}

/** The fields of every page; one that was never open has sent none of its own, so they are blank. */
export function whole(typed: Typed, programme: Programme): Typed {
  const names = stepsOf(programme, typed).flatMap(({ question, fields }) =>
    question === 'proof'
      ? []
      : fields.filter((name) => programme.selfBilling || !name.startsWith('selfBilling')),
  )
  const blank = Object.fromEntries(names.map((name) => [name, '']))
  return { ...blank, ...typed, ...agreed(programme) }
}

/** What the pages carry along unseen: which edition of the terms and of the agreement was shown. */
const agreed = (programme: Programme): Typed => ({
  termsVersion: programme.terms.version,
  ...(programme.selfBilling && { 'selfBilling.version': programme.selfBilling.agreement.version }),
})

/** The faults of one page, in the order in which they were found. */
export const faultsAt = (step: Step, faults: readonly Fault[]): readonly Fault[] =>
  faults.filter(({ path }) => ownerOf(fieldName(path), [step]) !== undefined)

/** The page that asks for a field; for the name of a whole group, the first page that asks for a part of it. */
export const ownerOf = (name: string, steps: readonly Step[]): Step | undefined =>
  steps.find(({ fields }) => fields.some((field) => isWithin(field, name) || isWithin(name, field)))

const isWithin = (name: string, group: string): boolean => name === group || name.startsWith(`${group}.`)

/** What a draft holds. */
export type Begun = {
  readonly typed: Typed
  /** Ids of files taken in. */
  readonly evidence: readonly string[]
  readonly faults: readonly Fault[]
}

/** How far a page is answered: nothing typed, something wrong or missing, or done. */
export function stateOf(step: Step, programme: Programme, { typed, evidence, faults }: Begun): StepState {
  if (step.question === 'proof') return evidence.length > 0 ? 'done' : 'blank'
  // What may be left blank is done only when the page was open: then its fields were sent.
  if (!step.fields.some((name) => name in typed)) return 'blank'
  if (faultsAt(step, faults).length === 0 && declaresAll(step, programme, typed)) return 'done'
  return step.fields.some((name) => !isUnseen(name) && !isBlank(typed[name])) ? 'begun' : 'blank'
}

/** R8: every declaration is needed, though an application without them can be sent and completed (R25). */
const declaresAll = ({ question }: Step, { declarations }: Programme, typed: Typed): boolean =>
  question !== 'declarations' ||
  declarations.every(({ id }) => [typed['declarations'] ?? []].flat().includes(id))

const isBlank = (value: Typed[string] | undefined): boolean =>
  [value ?? ''].flat().every((one) => one.trim() === '')

const isUnseen = (name: string): boolean => name.endsWith('.version')

/** The draft's fields after a page was sent: what the page owns is replaced; a box that was unticked goes. */
export const answered = (typed: Typed, { question, fields }: Step, sent: Typed): Typed =>
  question === 'proof'
    ? typed
    : { ...typed, ...Object.fromEntries(fields.map((name) => [name, sent[name] ?? ''])) }
