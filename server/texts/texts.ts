/**
 * Texts in a person's language: ICU messages from `templates/locales/<locale>/<area>.json`, and amounts, dates and
 * weights as that language writes them. Knows no claim. Each language is read once, when it is first spoken; a missing
 * message is a bug and says so.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import type { Temporal } from 'temporal-polyfill'
import { decimalsOf, type Money } from '../base/money.ts'

/** The languages we speak, the one for everybody first: pages, mails, papers, reasons and errors. */
export const locales = ['en', 'da', 'sv', 'nb', 'fi', 'de', 'fr', 'nl', 'zh'] as const

export type Locale = (typeof locales)[number]

export type TextValues = Readonly<Record<string, string | number>>

/** The words and spellings of one language. */
export type Texts = {
  readonly locale: Locale
  /** The message `area.key.key` with its values filled in. @throws Error when no such message exists. */
  readonly text: (key: string, values?: TextValues) => string
  readonly has: (key: string) => boolean
  /** `1.500,00 kr.` in Danish, `DKK 1,500.00` in English. */
  readonly money: (amount: Money) => string
  /** `2. marts 2026` in Danish, `2 March 2026` in English. */
  readonly date: (date: Temporal.PlainDate) => string
  /** The same with the day of the week: `Wednesday 4 March 2026`. */
  readonly weekday: (date: Temporal.PlainDate) => string
  /** Local date and time of an instant in an IANA zone. */
  readonly moment: (instant: Temporal.Instant, timeZone: string) => string
  /** Kilograms with one decimal: `12,0 kg`. */
  readonly weight: (grams: number) => string
}

const tags: Record<Locale, string> = {
  en: 'en-GB',
  da: 'da-DK',
  sv: 'sv-SE',
  nb: 'nb-NO',
  fi: 'fi-FI',
  de: 'de-DE',
  fr: 'fr-FR',
  nl: 'nl-NL',
  zh: 'zh-CN',
}

/**
 * The texts under `directory`, by language. A start speaks English; eight more catalogues are a megabyte that may wait.
 * @throws Error, when a language is first asked for, naming the file that is not valid JSON.
 */
export function openTexts(directory: string): (locale: Locale) => Texts {
  const spoken = new Map<Locale, Texts>()
  return (locale) => {
    const texts = spoken.get(locale) ?? textsOf(locale, readMessages(join(directory, locale)))
    spoken.set(locale, texts)
    return texts
  }
}

/** What a language calls itself, to be chosen from: `Dansk`, `Suomi`. */
export function languageName(locale: Locale): string {
  const [first = '', ...rest] = new Intl.DisplayNames(tags[locale], { type: 'language' }).of(locale) ?? locale
  return `${first.toLocaleUpperCase(tags[locale])}${rest.join('')}`
}

/** Whether a value from outside names a language of our pages. */
export const isLocale = (value: unknown): value is (typeof locales)[number] =>
  locales.some((locale) => locale === value)

type Catalogue = { readonly [key: string]: string | Catalogue }

function readMessages(directory: string): ReadonlyMap<string, string> {
  const files = readdirSync(directory).filter((file) => file.endsWith('.json'))
  return new Map(
    files.flatMap((file) => flatten(basename(file, '.json'), readCatalogue(join(directory, file)))),
  )
}

function readCatalogue(file: string): Catalogue {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Catalogue
  } catch (cause) {
    throw new Error(`${file} is not valid JSON`, { cause })
  }
}

const flatten = (prefix: string, catalogue: Catalogue): [string, string][] =>
  Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}.${key}`, value]] : flatten(`${prefix}.${key}`, value),
  )

function textsOf(locale: Locale, messages: ReadonlyMap<string, string>): Texts {
  const tag = tags[locale]
  const compiled = new Map<string, Message>()
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' })
  const weekday = new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeZone: 'UTC' })
  const kilograms = new Intl.NumberFormat(tag, {
    style: 'unit',
    unit: 'kilogram',
    minimumFractionDigits: 1,
    maximumFractionDigits: 3,
  })
  const compile = (key: string): Message => {
    const text = messages.get(key)
    if (text === undefined) throw new Error(`no text ${key} in ${locale}`)
    const message = messageOf(text, tag)
    compiled.set(key, message)
    return message
  }
  return {
    locale,
    text: (key, values = {}) => (compiled.get(key) ?? compile(key))(values),
    has: (key) => messages.has(key),
    money: ({ amountMinor, currency }) =>
      moneyFormat(tag, currency).format(amountMinor / 10 ** decimalsOf(currency)),
    date: (date) => day.format(new Date(`${date.toString()}T00:00:00Z`)),
    weekday: (date) => weekday.format(new Date(`${date.toString()}T00:00:00Z`)),
    moment: (instant, timeZone) => momentFormat(tag, timeZone).format(new Date(instant.epochMilliseconds)),
    weight: (grams) => kilograms.format(grams / 1000),
  }
}

type Message = (values: TextValues) => string

/** A text without values and quotes says what it says: two thirds of all, and formatting takes its time. */
function messageOf(text: string, tag: string): Message {
  if (!/[{}'#]/.test(text)) return () => text
  const format = new IntlMessageFormat(text, tag, undefined, { ignoreTag: true })
  return (values) => String(format.format(values))
}

const momentFormats = new Map<string, Intl.DateTimeFormat>()

/** Made once for a language and a zone: a list of twenty moments took seven milliseconds, nearly all of it for this. */
function momentFormat(tag: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${tag} ${timeZone}`
  const found = momentFormats.get(key)
  if (found) return found
  const format = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short', timeZone })
  momentFormats.set(key, format)
  return format
}

const moneyFormats = new Map<string, Intl.NumberFormat>()

/** Made once for a language and a currency: making one takes longer than writing a hundred amounts. */
function moneyFormat(tag: string, currency: Money['currency']): Intl.NumberFormat {
  const key = `${tag} ${currency}`
  const found = moneyFormats.get(key)
  if (found) return found
  const decimals = decimalsOf(currency)
  const format = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency,
    currencyDisplay: tag.startsWith('en') ? 'code' : 'symbol',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  moneyFormats.set(key, format)
  return format
}
