/** Texts: each in every language of the programme, and in no other. */
import { locales } from '../../texts/texts.ts'
import type { Check, Path, Report } from './mistake.ts'

/** Walks everything that the file says to people. */
export const texts: Check = (programme, report) => walk(programme, [], programme.locales, report)

/** A text is any object whose keys are languages; nothing else in a programme file looks like one. */
function walk(value: unknown, path: Path, wanted: readonly string[], report: Report): void {
  if (typeof value !== 'object' || value === null) return
  const entries = Object.entries(value)
  const isText = !Array.isArray(value) && path.length > 0 && entries.every(([key]) => isLanguage(key))
  if (!isText) {
    for (const [key, part] of entries)
      walk(part, [...path, Array.isArray(value) ? Number(key) : key], wanted, report)
    return
  }
  for (const language of wanted) {
    if (!(language in value)) report('missing-text', path, { language })
  }
  for (const [language] of entries) {
    if (!wanted.includes(language)) report('needless-text', [...path, language], { language })
  }
}

const isLanguage = (key: string): boolean => locales.some((locale) => locale === key)
