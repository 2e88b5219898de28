/**
 * The states in which every page is looked at: as its sample says, with texts as long as people write them, with nothing in
 * its lists, and with a fault at every field. Made from the samples, so that no page is without one. Knows no page.
 */
import type { Fault } from '../../server/base/refusal.ts'
import type { Texts } from '../../server/texts/texts.ts'
import { type FormView, formView } from '../../server/web/form-view.ts'

export const states = ['full', 'long', 'empty', 'error'] as const

export type State = (typeof states)[number]

type Values = Readonly<Record<string, unknown>>

/** Where the words of a person, a bank or a machine stand; the last part of a typed field's name counts. */
const written = new Set(
  `accessNotes address alt answer boughtTo buyer by byEye city company contact contactName createdBy description detail device
  devices email error failure holder invoiceNumber label madeBy make model more name note notes of organisation payee people
  place product programme reason reasons remittance says sellerName shelf signedBy statement street subject text title whom
  what why words zone`.split(/\s+/),
)

/** A key of our texts, a code, a day, an amount or an address of a page: nobody wrote it, so it has one length. */
const isCode = (text: string): boolean =>
  /^([a-z\d-]*|\d{4}-\d\d-.*|[#/].*|\d+|[A-Z]{2}-.*|[^\p{L}]*\p{Sc}?|[^\p{L}]*(kr\.?|[A-Z]{3})[^\p{L}]*|\p{Sc}[^\p{L}]*)$/u.test(
    text,
  )

/** A word that no line takes on a phone, as reference fields of banks and Finnish company names are. */
const more =
  'Sønderjyskelandbrugsmaskinfabrikker/Reservedelsafdelingen-2026 with a branch at the far end of the harbour'

const lengthened = (text: string): string => (isCode(text) ? text : `${text} ${more}`)

/** Every text that was written by somebody, made long. Lists of choices and keys keep their values. */
export function long(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return written.has(key.split('.').at(-1) ?? '') ? lengthened(value) : value
  if (Array.isArray(value)) return value.map((one) => long(one, key))
  if (!isPlain(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, kept.has(name) ? one : long(one, name)]),
  )
}

/** What belongs to the frame, to a form or to a list's head. */
const kept = new Set(['page', 'form', 'list', 'jobList', 'mailList', 'riskList'])

/** The same page with nothing in any of its lists, and in those of what it is about. */
export const empty = (values: Values, depth = 0): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, kept.has(name) ? value : emptied(value, depth)]),
  )

const emptied = (value: unknown, depth: number): unknown => {
  if (Array.isArray(value)) return []
  return depth === 0 && isPlain(value) ? empty(value, 1) : value
}

const isPlain = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** A field of the page's forms, in its HTML. */
const fields = /<(?:input|select|textarea)\b[^>]*\bname="([^"_][^"]*)"/g

/** The page when every field of its (first) form was refused; `html` is the page as it stood before. */
export function refused(values: Values & { form: FormView }, html: string, texts: Texts): Values {
  const [, main = ''] = html.split('<main')
  const place = / name="_place" value="([^"]*)"/.exec(main)?.[1]
  const names = new Set([...main.matchAll(fields)].map(([, name = '']) => name))
  const faults: Fault[] = [...names].map((name) => ({
    code: 'missing-field',
    path: `/${name.replaceAll('.', '/')}`,
  }))
  const { area, typed } = values.form
  const sent = place === undefined ? typed : { ...typed, _place: place }
  return { ...values, form: formView({ area, texts, typed: sent, faults }) }
}

/** Whether the values carry a form that can be refused. */
export const hasForm = (values: Values): values is Values & { form: FormView } =>
  typeof values['form'] === 'object' && values['form'] !== null && 'summary' in values['form']
