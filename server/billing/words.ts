/** The words of a document: in the seller's language and in English, once when these are the same. */
import { Temporal } from 'temporal-polyfill'
import type { Texts, TextValues } from '../texts/texts.ts'
import type { Localised } from './content.ts'

/** `english` is undefined when the seller reads English. */
export type Words = { readonly own: Texts; readonly english?: Texts | undefined }

/** `Afregningsbilag / Self-billing invoice`. */
export const inBoth = (words: Words, key: string, values?: TextValues): string =>
  everyWord(words, (texts) => texts.text(`invoice.${key}`, values)).join(' / ')

/** The message in each of the document's languages, the seller's first. */
export const everyWord = ({ own, english }: Words, say: (texts: Texts) => string): string[] => [
  say(own),
  ...(english ? [say(english)] : []),
]

/** An ISO date in the words of a language. */
export const dateText = (texts: Texts, date: string): string => texts.date(Temporal.PlainDate.from(date))

/** A programme's text in the seller's language, else in any that it has. */
export const localisedText = (text: Localised, { locale }: Texts): string =>
  text[locale] ?? Object.values(text).find((found) => found !== undefined) ?? ''
