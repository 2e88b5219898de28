/**
 * Turns a mail and its facts into subject, plain text and HTML. Templates are MJML and text, compiled at the first mail
 * and kept. Values are escaped by Nunjucks; every word comes from the area `mail` of the locale. Knows no database.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import nunjucks from 'nunjucks'
import { Temporal } from 'temporal-polyfill'
import { sha256 } from '../base/canonical.ts'
import type { Locale, Texts } from '../texts/texts.ts'
import type { Letter, Reason } from './mails.ts'
import { markupOf, type Markup } from './markup.ts'

/** What is read, and the hash of the templates and texts that it was made from (R95). */
type Rendered = { templateVersion: string; subject: string; text: string; html: string }

export type MailTemplates = {
  /** @throws Error when a template or a text is missing: a bug; the mail then waits for its repair. */
  readonly render: (
    mail: Pick<Letter, 'name' | 'reference' | 'to' | 'locale' | 'letterhead' | 'facts'>,
  ) => Promise<Rendered>
}

/** Reads nothing yet: the first mail does. `directory` holds `mails` and `locales`. */
export function openMailTemplates({
  directory,
  texts,
}: {
  readonly directory: string
  readonly texts: (locale: Locale) => Texts
}): MailTemplates {
  const folder = join(directory, 'mails')
  let compiling: Promise<Markup> | undefined
  const markup = new Map<string, nunjucks.Template>()
  const environments = new Map<string, nunjucks.Environment>()
  const environment = (locale: Locale, autoescape: boolean): nunjucks.Environment => {
    const key = `${locale} ${autoescape}`
    const made = environments.get(key) ?? environmentOf(folder, texts(locale), autoescape)
    environments.set(key, made)
    return made
  }
  const compiled = (): Promise<Markup> => {
    // A failure is not kept: the next mail tries again.
    compiling ??= markupOf(folder).catch((error: unknown) => {
      compiling = undefined
      throw error
    })
    return compiling
  }
  return {
    render: async ({ name, reference, to, locale, letterhead, facts }) => {
      const source = (await compiled()).get(name)
      if (source === undefined) throw new Error(`no template for the mail ${name}`)
      const key = `${locale} ${name}`
      const html = markup.get(key) ?? new nunjucks.Template(source, environment(locale, true), name, true)
      markup.set(key, html)
      const values = { ...facts, name, reference, recipient: oneLine(to.name), letterhead, locale }
      const words = readFileSync(join(directory, 'locales', locale, 'mail.json'), 'utf8')
      const plain = [`${name}.txt`, 'parts/layout.txt'].map((file) =>
        readFileSync(join(folder, file), 'utf8'),
      )
      return {
        templateVersion: sha256([source, ...plain, words].join('\n')),
        subject: oneLine(texts(locale).text(`mail.${name}.subject`, { reference })),
        text: tidy(environment(locale, false).render(`${name}.txt`, values)),
        html: html.render(values),
      }
    },
  }
}

function environmentOf(folder: string, texts: Texts, autoescape: boolean): nunjucks.Environment {
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folder), {
    autoescape,
    throwOnUndefined: false,
    trimBlocks: true,
    lstripBlocks: true,
  })
  environment.addGlobal('t', texts.text)
  environment.addGlobal('reasonText', (reason: Reason) => reasonText(texts, reason))
  environment.addFilter('money', texts.money)
  environment.addFilter('weight', texts.weight)
  environment.addFilter('date', (day: string) => texts.date(Temporal.PlainDate.from(day)))
  return environment
}

/** What an auditor found has its words under `reasons`, what a rule refused under `faults`. */
const reasonText = (texts: Texts, { code, facts, told }: Reason): string =>
  told ?? texts.text(texts.has(`reasons.${code}`) ? `reasons.${code}` : `faults.${code}`, facts)

/** One paragraph to a line, never two empty lines in a row. */
const tidy = (text: string): string =>
  `${text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`

/** A name or a subject is one line, whatever was typed. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
