/**
 * Money is an integer of the currency's minor units with its ISO 4217 code. No float ever holds an amount:
 * products of amounts and rates are computed as BigInt and rounded half away from zero.
 */

/** Decimals of the currencies that programmes use (ISO 4217, list one). */
const decimalsByCurrency = {
  DKK: 2,
  SEK: 2,
  NOK: 2,
  EUR: 2,
  GBP: 2,
  USD: 2,
  AUD: 2,
  CNY: 2,
  ISK: 0,
  JPY: 0,
  KWD: 3,
} as const

export type Currency = keyof typeof decimalsByCurrency

export const currencies = Object.keys(decimalsByCurrency) as [Currency, ...Currency[]]

export type Money = { readonly amountMinor: number; readonly currency: Currency }

/** How many decimals the currency has: 2 for DKK, 0 for JPY, 3 for KWD. */
export const decimalsOf = (currency: Currency): number => decimalsByCurrency[currency]

/** @throws RangeError when the amount is not a safe integer: a bug in the caller, never a user's mistake. */
export function money(amountMinor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`not a whole amount: ${amountMinor}`)
  return { amountMinor, currency }
}

/** @throws RangeError when the currencies differ. */
export function add(one: Money, other: Money): Money {
  if (one.currency !== other.currency) throw new RangeError(`${one.currency} plus ${other.currency}`)
  return money(one.amountMinor + other.amountMinor, one.currency)
}

/** The sum, zero for none. @throws RangeError when a currency differs. */
export const sum = (amounts: readonly Money[], currency: Currency): Money =>
  amounts.reduce(add, money(0, currency))

/** `amountMinor × numerator ⁄ denominator`, rounded half away from zero, so that negatives mirror positives. */
export function share(amountMinor: number, numerator: number, denominator: number): number {
  const product = BigInt(amountMinor) * BigInt(numerator)
  const divisor = BigInt(denominator)
  const doubled = 2n * (product < 0n ? -product : product) + divisor
  const rounded = doubled / (2n * divisor)
  return Number(product < 0n ? -rounded : rounded)
}

/** Plain decimal for files that machines read: 150000 DKK is `1500.00`. Never for people: use the locale's format. */
export function decimal({ amountMinor, currency }: Money): string {
  const decimals = decimalsOf(currency)
  const digits = String(Math.abs(amountMinor)).padStart(decimals + 1, '0')
  const sign = amountMinor < 0 ? '-' : ''
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
