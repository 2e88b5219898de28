/** Which of our languages a reader gets. Pure: what the browser said, in; a locale, out. */
import { isLocale, type Locale, locales } from '../texts/texts.ts'

export type Wishes = {
  /** `?lang=`, a link's or a person's choice for this page. */
  readonly lang?: unknown
  /** The choice a person made before. */
  readonly cookie?: string | undefined
  /** The browser's `Accept-Language`. */
  readonly accepted?: string | undefined
}

/** The first wish that we can fulfil; English when there is none. */
export function chooseLocale({ lang, cookie, accepted }: Wishes): Locale {
  const asked = [lang, cookie].find(isLocale)
  return (
    asked ??
    rankedLanguages(accepted ?? '')
      .map(localeFor)
      .find(isLocale) ??
    locales[0]
  )
}

/** Longer lists are nobody's; they only cost time. */
const lengthAtMost = 200

/** Language tags of an Accept-Language header (RFC 9110, 12.5.4), the most wanted first, without the unwanted. */
function rankedLanguages(header: string): string[] {
  return header
    .slice(0, lengthAtMost)
    .split(',')
    .map((part) => {
      const [tag = '', weight] = part.trim().split(/\s*;\s*q=/)
      return { tag: tag.toLowerCase(), weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag)
}

/** Tags that a browser may send for a language that we have under another. */
const alias: Readonly<Record<string, string>> = { '*': locales[0], no: 'nb', nn: 'nb' }

/** `da-DK` and `da` are Danish; `*` is whatever we speak first; who reads Nynorsk or just Norwegian reads Bokmål. */
function localeFor(tag: string): string | undefined {
  const [language = ''] = tag.split('-')
  return alias[language] ?? language
}
