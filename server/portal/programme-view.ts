/** A programme as its visitors see it: in their language, with what the form asks. Pure. */
import type { Temporal } from 'temporal-polyfill'
import { money } from '../base/money.ts'
import { partyOf, type Programme } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import type { Locale } from '../texts/texts.ts'

/** Values of the card on the first page. */
export const programmeCard = (programme: Programme, locale: Locale, today: Temporal.PlainDate): object => ({
  ...shared(programme, locale),
  href: `/apply/${programme.id}`,
  state: stateOn(programme, today),
  boughtFrom: programme.purchaseWindow.from,
  boughtTo: programme.purchaseWindow.to,
  applyBy: programme.applicationWindow.to,
})

/** R18, R19: open from the first purchase day to the last application day, both inclusive. */
function stateOn(
  { purchaseWindow, applicationWindow }: Programme,
  today: Temporal.PlainDate,
): 'open' | 'soon' | 'closed' {
  const day = today.toString()
  if (day < (applicationWindow.from ?? purchaseWindow.from)) return 'soon'
  return applicationWindow.to !== undefined && day > applicationWindow.to ? 'closed' : 'open'
}

/** Values of the application form. */
export function programmeForm(programme: Programme, locale: Locale): object {
  const named = ({ id, name }: { id: string; name: Parameters<typeof textIn>[0] }) => ({
    value: id,
    text: textIn(name, locale),
  })
  const countries = new Intl.DisplayNames(locale, { type: 'region' })
  return {
    ...shared(programme, locale),
    takesDevices: takesDevices(programme),
    endCustomer: programme.audience.endCustomer === 'required',
    bankAccount: programme.payment.bankAccount,
    dropOffLimitGrams: programme.dropOffLimitGrams,
    boughtFrom: programme.purchaseWindow.from,
    boughtTo: programme.purchaseWindow.to,
    vatStatuses: programme.audience.vatStatuses,
    countries: programme.countries.map((country) => ({
      value: country,
      text: countries.of(country) ?? country,
    })),
    productExamples: examplesOf(programme.products.map((product) => textIn(product.name, locale))),
    deviceExamples: examplesOf(programme.devices.map(({ make, example }) => `${make} ${example}`)),
    categories: programme.categories.map(named),
    conditions: programme.conditions.map(named),
    evidence: programme.evidence
      .filter(({ required }) => required === 'always')
      .map(({ kind, name, help }) => ({
        // The form's own kind needs no name; others are told by that of their field.
        field: kind === 'proof-of-purchase' ? 'evidence' : `evidence.${kind}`,
        name: textIn(name, locale),
        help: help && textIn(help, locale),
      })),
    declarations: programme.declarations.map(({ id, text }) => ({ id, text: textIn(text, locale) })),
    agreement: programme.selfBilling && {
      version: programme.selfBilling.agreement.version,
      buyer: partyOf(programme, 'payer').name,
      text: textIn(programme.selfBilling.agreement.text, locale),
    },
    terms: {
      version: programme.terms.version,
      clauses: programme.terms.clauses.map(({ id, title, text }) => ({
        id,
        title: textIn(title, locale),
        text: textIn(text, locale),
      })),
    },
  }
}

/** R58: whether the form asks for devices at all. */
export const takesDevices = ({ returnMode }: Programme): boolean => returnMode !== 'none'

const shared = (programme: Programme, locale: Locale) => ({
  name: textIn(programme.name, locale),
  summary: textIn(programme.summary, locale),
  upTo: money(programme.values.capMinor, programme.currency),
  contacts: {
    ...programme.contacts,
    hours: programme.contacts.hours && textIn(programme.contacts.hours, locale),
  },
})

const examplesOf = (names: readonly string[]): string => [...new Set(names)].join(', ')
