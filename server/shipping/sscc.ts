/** Serial shipping container codes (GS1 General Specifications 2.2.1, check digit 7.9). Pure; counting is the caller's. */

const digits = 17

/**
 * The 18 digits of the n-th parcel of a company: extension digit and serial reference fill what the company prefix of
 * 7 to 10 digits leaves. @throws RangeError when the series is used up: a new company prefix is then due.
 */
export function ssccOf(companyPrefix: string, n: number): string {
  const room = digits - 1 - companyPrefix.length
  const serial = String(n).padStart(room + 1, '0')
  if (!Number.isSafeInteger(n) || n < 1 || serial.length > room + 1) throw new RangeError(`no SSCC for ${n}`)
  const body = serial.charAt(0) + companyPrefix + serial.slice(1)
  return body + checkDigit(body)
}

/** True for 18 digits whose check digit is right. */
export const isSscc = (text: string): boolean =>
  /^\d{18}$/.test(text) && checkDigit(text.slice(0, -1)) === text.at(-1)

/** Modulo 10 with weights 3 and 1 from the right: finds every single wrong digit. */
export function checkDigit(body: string): string {
  const total = [...body]
    .toReversed()
    .reduce((sum, digit, place) => sum + Number(digit) * (place % 2 === 0 ? 3 : 1), 0)
  return String((10 - (total % 10)) % 10)
}
