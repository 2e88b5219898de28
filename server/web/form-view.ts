/**
 * What the templates' field macros need: what was typed, and each fault as a message at its field and as a line of
 * the summary on top. Pure: faults and texts in, view out.
 */
import type { Fault } from '../base/refusal.ts'
import type { Texts } from '../texts/texts.ts'
import type { Typed } from './forms.ts'
import { faultText } from './problem.ts'

export type FormView = {
  /** Area of the texts: labels and hints stand under `<area>.fields`. */
  readonly area: string
  readonly typed: Typed
  /** Message by field name. */
  readonly errors: Readonly<Record<string, string>>
  /** Lines of the error summary; `href` leads to the field, and is absent for a fault of the whole. */
  readonly summary: readonly { readonly text: string; readonly href?: string }[]
  /** Which of several forms on the page this is; goes along as the hidden field `_place`. */
  readonly place?: string
  /** What the fields' ids begin with, where the bare names are the ids of another form. */
  readonly idPrefix?: string
}

/**
 * The form at one of several places of a page, such as the rows of a list. The one that was sent keeps what was typed,
 * its faults and the bare ids that the summary leads to; the others begin blank, under ids of their own.
 */
export const formAt = (form: FormView, place: string): FormView =>
  form.typed['_place'] === place
    ? { ...form, place }
    : { area: form.area, typed: {}, errors: {}, summary: [], place, idPrefix: `${place}-` }

/** A form as it goes back to the person: nothing typed is lost, the first fault of each field is told. */
export function formView(form: {
  readonly area: string
  readonly texts: Texts
  readonly typed?: Typed
  readonly faults?: readonly Fault[]
}): FormView {
  const told = (form.faults ?? []).map((fault) => ({
    name: fieldName(fault.path),
    message: faultText(fault, form.texts),
  }))
  const first = told.filter(
    ({ name }, place) => name === '' || told.findIndex((fault) => fault.name === name) === place,
  )
  return {
    area: form.area,
    typed: form.typed ?? {},
    errors: Object.fromEntries(first.map(({ name, message }) => [name, message])),
    summary: first.map(({ name, message }) => ({
      text: summaryLine(form.texts, form.area, name, message),
      ...(name !== '' && { href: `#${name}` }),
    })),
  }
}

/** Where the texts of a field stand: `units.0.device.serial` of the area apply is `apply.fields.units.device.serial`. */
export const fieldKey = (area: string, name: string): string =>
  [area, 'fields', ...name.split('.').filter((part) => !/^\d+$/.test(part))].join('.')

/** `/units/0/device/serial` is the field `units.0.device.serial`. Our names hold no `~` or `/`, so none is escaped. */
export const fieldName = (pointer: string): string => pointer.slice(1).replaceAll('/', '.')

/**
 * `Pair 2, serial number of the old device: …`, so that the summary reads well away from its field. A field whose label
 * is clear only where it stands has a fuller `name` beside its `label`.
 */
function summaryLine(texts: Texts, area: string, name: string, message: string): string {
  const key = fieldKey(area, name)
  if (name === '' || !texts.has(`${key}.label`)) return message
  const field = texts.text(texts.has(`${key}.name`) ? `${key}.name` : `${key}.label`)
  const [, group, row] = /^(.*?)\.(\d+)\./.exec(name) ?? []
  if (group === undefined || !texts.has(`${fieldKey(area, group)}.row`))
    return texts.text('pages.errors.field', { field, message })
  const inRow = texts.text(`${fieldKey(area, group)}.row`, { number: Number(row) + 1 })
  return texts.text('pages.errors.field-in-row', { row: inRow, field, message })
}
