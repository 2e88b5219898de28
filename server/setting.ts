/** What a setting is, and the checks of their words. Pure: knows no setting by name. */
import { z } from 'zod'
import type { Fault } from './base/refusal.ts'

/** One line of the table of settings. */
export type Setting = {
  readonly name: string
  /** `{NAME}` stands for the value of a setting above it. Undefined: none. */
  readonly default: string | undefined
  readonly purpose: string
  readonly check: z.ZodType<string>
  readonly repair: string
  /** Names of those without which this one does nothing: half a set is refused, for it would silently be none. */
  readonly needs?: readonly string[]
  /** A stricter check in production, where a demonstration's default would do harm. */
  readonly production?: { readonly check: z.ZodType<string | undefined>; readonly repair: string }
}

/** Up to so many. */
export const wholeNumber = (atMost: number): z.ZodType<string> =>
  z.string().refine((text) => /^\d{1,6}$/.test(text) && Number(text) <= atMost)

/** An address of one of these schemes. */
export const address = (...schemes: string[]): z.ZodType<string> =>
  z.string().refine((text) => schemes.includes(schemeOf(text)))

const schemeOf = (text: string): string => (URL.canParse(text) ? new URL(text).protocol.slice(0, -1) : '')

/** Scheme, host and port alone: paths are the server's own. */
export const origin = address('http', 'https').refine((text) => /^\w+:\/\/[^/]+\/?$/.test(text))

/** An issuer of OpenID Connect: https, or one's own machine. Its path is part of its name. */
export const issuer = address('http', 'https').refine(
  (text) => text.startsWith('https:') || (URL.canParse(text) && new URL(text).hostname === 'localhost'),
)

/** A host with its port, or a socket of this machine by its whole path. */
export const scannerAddress = z
  .string()
  .regex(/^(tcp:\/\/([\w.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}|unix:(\/[\w.@-]+)+)$/)
  .refine((text) => URL.canParse(text))

/** One plain mail address, without a name beside it. */
export const mailAddress = z.string().regex(/^[^\s@<>]+@[^\s@<>]+$/)

/** Short ones can be guessed. */
export const secret = z.string().min(16).max(200)

/** A path, or an address of PostgreSQL. */
export const fileOrPostgres = z
  .string()
  .refine((text) => !text.includes('://') || ['postgres', 'postgresql'].includes(schemeOf(text)))

/** A name of the time zone database. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** What commas separate. */
export const listIn = (text: string): string[] => text.split(/\s*,\s*/).filter(Boolean)

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What each setting of the table is, by name: as given, else its default filled in from those above it. */
export function valuesOf(table: readonly Setting[], environment: Environment): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const { name, default: fallback } of table) {
    const value =
      environment[name]?.trim() || fallback?.replace(/\{(\w+)\}/, (_, other) => values.get(other) ?? '')
    if (value !== undefined) values.set(name, value)
  }
  return values
}

const faultAt = (name: string, repair: string): Fault[] => [
  { code: 'wrong-setting', path: `/${name}`, facts: { setting: name, repair } },
]

const lackedBy = (name: string): { readonly repair: string } => ({
  repair: `Set it as well, since ${name} does nothing alone, or leave both out.`,
})

/** What is wrong with one setting: none, or how to mend it; what it lacks is named by the name of what is missing. */
export function faultOf(
  setting: Setting,
  environment: Environment,
  values: ReadonlyMap<string, string>,
): Fault[] {
  const value = values.get(setting.name)
  const fault = (repair: string): Fault[] => faultAt(setting.name, repair)
  // A default may be filled in from a setting that is itself wrong; that one is named alone.
  const given = Boolean(environment[setting.name]?.trim())
  if (given && !setting.check.safeParse(value).success) return fault(setting.repair)
  const missing = given ? (setting.needs ?? []).filter((name) => !values.has(name)) : []
  if (missing.length > 0) return missing.flatMap((name) => faultAt(name, lackedBy(setting.name).repair))
  const { production } = setting
  const strict =
    values.get('MODE') === 'production' && production && !production.check.safeParse(value).success
  return strict ? fault(production.repair) : []
}
