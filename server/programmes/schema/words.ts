/** The small words of a programme file: ids, texts per language, dates, amounts, rule numbers. Pure. */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { locales, type Locale } from '../../texts/texts.ts'

/** `ship-by`, `tower`: lower case, stable, quoted in journals and traces. */
export const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60)
  .meta({ description: 'Stable id: lower case letters, digits and single dashes.' })

export const words = z.string().trim().min(1).max(20_000)

/** One text in the programme's languages. The linter asks for every language that the programme declares. */
export const localised = z
  .partialRecord(z.enum(locales), words)
  .meta({ description: 'The same text in each language of the programme, e.g. { en: …, da: … }.' })

export type Localised = Readonly<Partial<Record<Locale, string>>>

/** The text in `locale`, else in the first language that has it: a reader gets another language rather than nothing. */
export const textIn = (text: Localised, locale: Locale): string =>
  text[locale] ?? locales.map((other) => text[other]).find((found) => found !== undefined) ?? ''

/** A calendar date `YYYY-MM-DD` without a time; the programme's time zone says when it begins. */
export const day = z.iso.date()

/** A date of a file that was checked. @throws RangeError for another text. */
export const dayOf = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

/** R18: both ends inclusive; no `to` is an open end. */
export const dayRange = z.strictObject({ from: day, to: day.optional() })

export const ruleNumber = z
  .string()
  .regex(/^R[1-9]\d{0,2}$/)
  .meta({ description: 'Number of the rule that is the source of this setting, e.g. R18.' })

/** An amount in minor units of the programme's currency: 150000 is DKK 1,500.00. */
export const amountMinor = z.int().min(0).max(1_000_000_000)

export const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta({ description: 'ISO 3166-1 alpha-2.' })

/** A country or one of its states, `DK`, `AU-NSW`: whose public holidays count (R90). */
export const calendar = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)

export const timeZone = z
  .string()
  .refine(isTimeZone)
  .meta({ description: 'IANA name, e.g. Europe/Copenhagen.' })

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
