/** Values of the pages that ask one question each: the list of tasks, a question, and the answers to check. Pure. */
import { Temporal } from 'temporal-polyfill'
import type { Programme } from '../programmes/programme.ts'
import { textIn, type Localised } from '../programmes/schema/words.ts'
import type { Texts } from '../texts/texts.ts'
import { fieldKey } from '../web/form-view.ts'
import type { Typed } from '../web/forms.ts'
import { kilograms } from '../web/spellings.ts'
import { stateOf, type Begun, type Step } from './journey.ts'

/** One line of the list of tasks. */
type Task = { readonly title: string; readonly href: string; readonly state: ReturnType<typeof stateOf> }

/** What a page is called: the pair's number is told where there are several. */
export function titleOf(
  { question, row }: Step,
  programme: Programme,
  rows: number,
  { text }: Texts,
): string {
  if (question === 'proof' && programme.evidence.length === 1) return text('apply.step.proof-one')
  const title = text(`apply.step.${question}`)
  return row === undefined || rows === 1 ? title : text('apply.step.of-pair', { title, number: row + 1 })
}

/** The list of tasks; `at` is the draft's path. */
export const tasksOf = (
  steps: readonly Step[],
  begun: Begun,
  { programme, texts, at }: { programme: Programme; texts: Texts; at: string },
): readonly Task[] =>
  steps.map((step) => ({
    title: titleOf(step, programme, pairsIn(steps), texts),
    href: `${at}/${step.id}`,
    state: stateOf(step, programme, begun),
  }))

/** How many pairs, or products, the steps ask about. */
export const pairsIn = (steps: readonly Step[]): number =>
  steps.filter(({ question }) => question === 'product').length

/** What was answered on one page, in the reader's words, with the way back to it. */
export type Answers = {
  readonly title: string
  readonly href: string
  readonly rows: readonly { readonly key: string; readonly value: string }[]
  /** From 0, where the page begins a pair that may be taken out again. */
  readonly removable?: number
}

/** Every page with its answers, in order. `files`: names of what was uploaded; `at`: the draft's path. */
export function answersOf(
  steps: readonly Step[],
  { typed }: Begun,
  files: readonly string[],
  { programme, texts, at }: { programme: Programme; texts: Texts; at: string },
): readonly Answers[] {
  const pairs = pairsIn(steps)
  const answersAt = (step: Step): Answers['rows'] => {
    if (step.question === 'proof') return [{ key: texts.text('apply.step.files'), value: files.join(', ') }]
    return step.fields
      .filter((name) => !name.endsWith('.version'))
      .filter((name) => name !== 'selfBilling.signedBy' || programme.selfBilling)
      .map((name) => ({
        key: texts.text(`${fieldKey('apply', name)}.label`),
        value: spoken(name, typed, programme, texts),
      }))
  }
  return steps.map((step) => ({
    title: titleOf(step, programme, pairs, texts),
    href: `${at}/${step.id}?next=check`,
    rows: answersAt(step),
    ...(step.question === 'product' && pairs > 1 && step.row !== undefined && { removable: step.row }),
  }))
}

/** What was typed or chosen, as the reader says it; as it was typed where it cannot be read. */
function spoken(name: string, typed: Typed, programme: Programme, texts: Texts): string {
  const values = [typed[name] ?? ''].flat().map((one) => one.trim())
  const [value = ''] = values
  const named = (list: readonly { id: string; name: Localised }[]): string => {
    const found = list.find(({ id }) => id === value)
    return found ? textIn(found.name, texts.locale) : value
  }
  if (value === '') return ''
  if (name.endsWith('.country'))
    return new Intl.DisplayNames(texts.locale, { type: 'region' }).of(value) ?? value
  if (name.endsWith('.category')) return named(programme.categories)
  if (name.endsWith('.condition')) return named(programme.conditions)
  if (name.endsWith('.vatStatus')) return texts.text(`apply.vat.${value}`)
  if (name.endsWith('.weightGrams')) return weight(value, texts)
  if (name === 'purchase.boughtOn') return day(value, texts)
  if (name === 'declarations')
    return texts.text('apply.step.declared', { count: values.length, of: programme.declarations.length })
  return value
}

function weight(typed: string, texts: Texts): string {
  const grams = kilograms.read(typed)
  return typeof grams === 'number' ? texts.weight(grams) : typed
}

const day = (typed: string, texts: Texts): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(typed) ? texts.date(Temporal.PlainDate.from(typed)) : typed
