/** Findings in a person's words (R80, R96): facts written as the language writes dates, amounts and weights. */
import { Temporal } from 'temporal-polyfill'
import { money, type Currency } from '../base/money.ts'
import type { Texts, TextValues } from '../texts/texts.ts'
import type { Programme } from './programme.ts'
import type { Finding, FindingFacts } from './rules/finding.ts'
import { textIn } from './schema/words.ts'

/** The finding as a sentence that says what is the case and, where it is not passed, what to do. */
export const findingText = (finding: Finding, programme: Programme, texts: Texts): string =>
  texts.text(`findings.${finding.code}`, {
    ...writtenFacts(finding.facts, programme.currency, texts),
    ...namesOf(finding.facts, programme, texts),
    email: programme.contacts.email,
  })

/** Facts by the unit in their name: `…On` and `window…` are dates, `…Minor` money, `…Grams` weights. */
export function writtenFacts(facts: FindingFacts, currency: Currency, texts: Texts): TextValues {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, written(name, value, currency, texts)]),
  )
}

function written(name: string, value: string | number, currency: Currency, texts: Texts): string | number {
  if (typeof value === 'number' && name.endsWith('Minor')) return texts.money(money(value, currency))
  if (typeof value === 'number' && name.endsWith('Grams')) return texts.weight(value)
  // Of an erased claim only the shape of its facts is left.
  if (typeof value === 'string' && value !== '' && /On$|^window/.test(name))
    return texts.date(Temporal.PlainDate.from(value))
  return value
}

/** What the programme or the locale calls the things that facts name by id. */
function namesOf(facts: FindingFacts, programme: Programme, texts: Texts): TextValues {
  const kind = programme.evidence.find((one) => one.kind === facts['kind'])
  const declaration = programme.declarations.find(({ id }) => id === facts['declaration'])
  const { field } = facts
  return {
    ...(kind && { kind: textIn(kind.name, texts.locale) }),
    ...(declaration && { declaration: textIn(declaration.text, texts.locale) }),
    ...(typeof field === 'string' && { field: texts.text(`findings.fields.${field}`) }),
  }
}
