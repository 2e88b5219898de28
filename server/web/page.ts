/**
 * Turns a template and its values into HTML in one language. Knows templates, texts and assets; knows no claim,
 * no request and no rule. Whatever a value holds is escaped; what a template may print is listed in its head comment.
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import nunjucks from 'nunjucks'
import { Temporal } from 'temporal-polyfill'
import { languageName, type Locale, locales, type Texts } from '../texts/texts.ts'
import { fieldKey, formAt } from './form-view.ts'

/** A day as a template may be given it: a plain date or its ISO text. */
type Day = Temporal.PlainDate | string

/** An instant as a template may be given it: an instant or its ISO text. */
type Moment = Temporal.Instant | string

export type Pages = {
  /** HTML of `templates/pages/<template>.njk`. @throws Error for a missing template or text: a bug, never a user's mistake. */
  readonly render: (locale: Locale, template: string, values: Readonly<Record<string, unknown>>) => string
}

/** Opens the templates under `directory`. `asset` gives the served path of a file by its name (see assets.ts). */
export function openPages(parts: {
  readonly texts: (locale: Locale) => Texts
  readonly directory: string
  readonly asset: (name: string) => string
}): Pages {
  // One environment a language, since macros see only what belongs to their environment; made when it is first spoken.
  const environments = new Map<Locale, nunjucks.Environment>()
  return {
    render: (locale, template, values) => {
      const environment =
        environments.get(locale) ?? environmentOf(parts.directory, parts.texts(locale), parts.asset)
      environments.set(locale, environment)
      return environment.render(`${template}.njk`, values)
    },
  }
}

function environmentOf(
  directory: string,
  texts: Texts,
  asset: (name: string) => string,
): nunjucks.Environment {
  const loader = new nunjucks.FileSystemLoader([directory, componentsDirectory()])
  const environment = new nunjucks.Environment(loader, {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  })
  environment.addGlobal('locale', texts.locale)
  environment.addGlobal(
    'languages',
    locales.map((locale) => ({ locale, name: languageName(locale) })),
  )
  environment.addGlobal('t', texts.text)
  environment.addGlobal('known', texts.has)
  environment.addGlobal('asset', asset)
  environment.addGlobal('inLanguage', inLanguage)
  environment.addGlobal('fieldKey', fieldKey)
  environment.addGlobal('formAt', formAt)
  environment.addFilter('money', texts.money)
  environment.addFilter('weight', texts.weight)
  environment.addFilter('weekday', (day: Day) => texts.weekday(Temporal.PlainDate.from(day)))
  environment.addFilter('date', (day: Day) => texts.date(Temporal.PlainDate.from(day)))
  environment.addFilter('moment', (at: Moment, zone: string) => texts.moment(Temporal.Instant.from(at), zone))
  return environment
}

/** The same page in another language: `/apply?x=1` becomes `/apply?x=1&lang=da`. */
export function inLanguage(url: string, locale: Locale): string {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  searchParams.set('lang', locale)
  return `${pathname}?${searchParams.toString()}`
}

/** Macros of govuk-frontend, whose accessible markup wears our own style sheet. */
const componentsDirectory = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('govuk-frontend')), '..')
