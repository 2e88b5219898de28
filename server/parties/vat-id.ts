/**
 * VAT numbers of Europe: their spelling and check digits. Says whether a number can exist, never whether it is in
 * force: that is asked of the authorities and kept as evidence.
 */
import { checkVAT, countries } from 'jsvat'

/** A number as it stands in a register: country code first, capitals, no blanks. Greece writes `EL`. */
export type VatId = { readonly country: string; readonly number: string }

/** Reads what a person typed. Undefined when no country of Europe knows such a number (Denmark: modulo 11). */
export function readVatId(typed: string, country: string): VatId | undefined {
  const number = normalVatId(typed, country)
  const { isValid, country: found } = checkVAT(number, [...countries])
  return isValid && found ? { country: found.isoCode.short, number } : undefined
}

/** Capitals without blanks, dots and dashes; the country's prefix is put before a bare number. */
export function normalVatId(typed: string, country: string): string {
  const text = typed.toUpperCase().replace(/[^0-9A-Z+*]/g, '')
  const prefix = country === 'GR' ? 'EL' : country
  // A Danish CVR number is typed without its prefix as often as with it.
  return /^\d+$/.test(text) ? prefix + text : text
}

/** Eight digits of a Danish CVR or VAT number, undefined when the check digit is wrong. */
export function readCvr(typed: string): string | undefined {
  const id = readVatId(typed, 'DK')
  return id?.country === 'DK' ? id.number.slice(2) : undefined
}
