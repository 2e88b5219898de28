/**
 * Bank accounts: reading, checking and masking. Only accounts of the country of participation are paid to (R46).
 * Knows nothing of who owns one.
 */
import { composeIBAN, electronicFormatIBAN, isValidIBAN } from 'ibantools'
import { refuse } from '../base/refusal.ts'

/** `iban` in electronic format, without blanks. */
export type BankAccount = { readonly holder: string; readonly iban: string }

/**
 * Reads an IBAN, or a Danish registration and account number (`0040 0440116243`), as a person typed it.
 * @throws Refusal `iban-invalid` for a wrong check digit or length, `iban-other-country` for R46.
 */
export function readBankAccount(
  typed: { readonly holder: string; readonly iban: string },
  country: string,
  path = '/bankAccount/iban',
): BankAccount {
  const text = plainIban(typed.iban)
  const iban = country === 'DK' && /^\d{5,14}$/.test(text) ? danishIban(text) : text
  if (!isValidIBAN(iban)) throw refuse('invalid', 'iban-invalid', {}, path)
  const found = iban.slice(0, 2)
  if (found !== country) throw refuse('invalid', 'iban-other-country', { found, country }, path)
  return { holder: typed.holder.trim(), iban }
}

/** Four digits of the bank's registration, then up to ten of the account, filled up with zeros on its left. */
function danishIban(digits: string): string {
  const bban = digits.slice(0, 4) + digits.slice(4).padStart(10, '0')
  return composeIBAN({ countryCode: 'DK', bban }) ?? ''
}

/** What a rule may ask of a number without reading it. `country` is empty for no number at all. */
export type IbanFacts = { readonly country: string; readonly valid: 'yes' | 'no' }

/** Country and check digits of a number in electronic format. */
export const ibanFacts = (iban: string): IbanFacts => ({
  country: iban.slice(0, 2),
  valid: isValidIBAN(iban) ? 'yes' : 'no',
})

/** The account's number as machines compare it: no blanks, capitals. Says nothing about whether it is right. */
export const plainIban = (typed: string): string => (electronicFormatIBAN(typed) ?? '').toUpperCase()

/** `DK50 •••• •••• ••62 43`: enough for its owner to know it, too little for anyone else. */
export function maskedIban(iban: string): string {
  const open = (place: number): boolean => place < 4 || place >= iban.length - 4
  const hidden = [...iban].map((character, place) => (open(place) ? character : '•')).join('')
  return spacedIban(hidden)
}

/** In groups of four, as it is written on paper. */
export const spacedIban = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ')

/** The national part of a Danish IBAN, as domestic payment files may name an account. */
export const danishBban = (iban: string): string => iban.slice(4)
