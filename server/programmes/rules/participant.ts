/** Who applies, from where, and to which account (R1, R5-R7, R10, R30, R46, R50, R56). */
import type { Programme } from '../programme.ts'
import { plain } from '../catalogue.ts'
import { voice, type Rule } from './finding.ts'

/** R5, R6, R50: the kind of participant that the programme is for; the others may not take part. */
export const rightAudience: Rule = ({ application, programme }) => {
  const { audience } = programme
  const { kind } = application.participant
  const path = '/participant/kind'
  if (kind === audience.kind) return [voice(programme, ruleOfAudience[kind]).pass('right-audience', path)]
  const code = kind === 'channel-partner' ? 'resellers-excluded' : 'partners-only'
  return [voice(programme, kind === 'channel-partner' ? 'R5' : 'R50').fail(code, path)]
}

const ruleOfAudience = { 'business-end-user': 'R6', 'channel-partner': 'R50' } as const

/** R6: which tax statuses may take part, and the number that goes with one. */
export const vatStatusAllowed: Rule = ({ application, programme }) => {
  const say = voice(programme, 'R6')
  const { vatStatus, vatId } = application.participant
  if (!programme.audience.vatStatuses.includes(vatStatus)) {
    return [say.fail('vat-status-excluded', '/participant/vatStatus')]
  }
  if (vatStatus === 'registered' && !vatId) return [say.missing('vat-id-missing', '/participant/vatId')]
  return [say.pass('vat-status-allowed', '/participant/vatStatus')]
}

/** R50: enrolment is known from the partner network; what is not known is looked up by a person. */
export const enrolledPartner: Rule = ({ programme, facts }) => {
  const say = voice(programme, 'R50')
  if (programme.audience.enrolment === 'none') return [say.pass('no-enrolment-needed')]
  if (facts.enrolled === undefined) return [say.review('enrolment-unknown', '/participant/company')]
  return facts.enrolled === 'yes'
    ? [say.pass('enrolled', '/participant/company')]
    : [say.fail('not-enrolled', '/participant/company')]
}

/** R7: the country of the application is one of the programme's. */
export const countryServed: Rule = ({ application, programme }) => {
  const say = voice(programme, 'R7')
  const { country } = application.participant.address
  const path = '/participant/address/country'
  if (country === '') return [say.missing('country-missing', path)]
  return programme.countries.includes(country)
    ? [say.pass('country-served', path, { country })]
    : [say.fail('country-not-served', path, { country })]
}

/** R10: remote and non-mainland areas are refused or referred to customer service. */
export const areaServed: Rule = ({ application, programme }) => {
  const { country, postcode } = application.participant.address
  const path = '/participant/address/postcode'
  if (postcode === '') return [voice(programme, 'R10').missing('postcode-missing', path)]
  const row = areaOf(programme, country, postcode)
  if (!row) return [voice(programme, 'R10').pass('area-served', path, { postcode })]
  const say = voice(programme, row.rule)
  return row.outcome === 'refuse'
    ? [say.fail('area-refused', path, { postcode })]
    : [say.review('area-referred', path, { postcode })]
}

/** The exclusion that a postcode lies in, both ends inclusive. Spaces and a country prefix (`DK-3700`) do not matter. */
export function areaOf(
  programme: Programme,
  country: string,
  postcode: string,
): Programme['postcodes'][number] | undefined {
  const bare = plain(postcode)
    .replace(/[\s-]/g, '')
    .replace(new RegExp(`^${country}(?=\\d)`), '')
  return programme.postcodes.find(
    (row) => row.country === country && row.from.length === bare.length && row.from <= bare && bare <= row.to,
  )
}

/** R30: barred from this and future programmes. */
export const notBlocked: Rule = ({ programme, facts }) => {
  const say = voice(programme, 'R30')
  return [facts.blocked ? say.fail('blocked') : say.pass('not-blocked')]
}

/** R46, R56: an account in the country of participation, now or later. */
export const accountInCountry: Rule = ({ application, programme }) => {
  const { payment } = programme
  const path = '/bankAccount/iban'
  const iban = plain(application.bankAccount?.iban ?? '').replace(/ /g, '')
  if (iban === '') {
    return payment.bankAccount === 'later'
      ? [voice(programme, 'R56').pass('bank-account-later', path)]
      : [voice(programme, payment.rule).missing('bank-account-missing', path)]
  }
  const say = voice(programme, payment.rule)
  const { country } = application.participant.address
  // R25: an empty country is asked for; nothing is abroad before it is known.
  if (country === '') return [say.missing('country-missing', '/participant/address/country')]
  const accountCountry = iban.slice(0, 2)
  return payment.bankCountry === 'sepa' || accountCountry === country
    ? [say.pass('bank-account-in-country', path, { accountCountry })]
    : [say.fail('bank-account-abroad', path, { accountCountry, country })]
}

/** R1: the participant is paid and nobody else; an account that strangers share is looked at by a person. */
export const ownAccount: Rule = ({ application, programme, facts }) => {
  const say = voice(programme, 'R1')
  const { bankAccount, participant } = application
  if (!bankAccount || bankAccount.iban === '') return [say.pass('no-account-yet')]
  if (facts.bankAccountShared) return [say.review('bank-account-shared', '/bankAccount/iban')]
  if (bankAccount.holder === '') return [say.missing('account-holder-missing', '/bankAccount/holder')]
  return bareName(bankAccount.holder) === bareName(participant.company)
    ? [say.pass('own-account', '/bankAccount/holder')]
    : [say.review('account-holder-differs', '/bankAccount/holder')]
}

/** Names without punctuation, so that `A/S` is `AS`. */
const bareName = (name: string): string => plain(name).replace(/[^\p{L}\p{N}]/gu, '')

export const participantRules: readonly Rule[] = [
  rightAudience,
  vatStatusAllowed,
  enrolledPartner,
  countryServed,
  areaServed,
  notBlocked,
  accountInCountry,
  ownAccount,
]
