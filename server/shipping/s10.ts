/**
 * Numbers of postal items (UPU standard S10-12): two letters for the service, eight digits, a check digit, the country.
 * Read and checked, never made: only a country's designated operator may issue them. Pure; knows no carrier.
 */

const weights = [8, 6, 4, 2, 3, 5, 9, 7] as const

/** Two letters, nine digits, two letters: whatever looks so is meant as a postal number. */
const shape = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/

/** The check digit of eight digits, by the weighted sum modulo 11. @throws RangeError for anything but eight digits. */
export function s10CheckDigit(serial: string): string {
  if (!/^\d{8}$/.test(serial)) throw new RangeError('a postal number has eight digits before its check digit')
  const sum = weights.reduce((total, weight, place) => total + weight * Number(serial[place]), 0)
  const rest = 11 - (sum % 11)
  return rest === 10 ? '0' : rest === 11 ? '5' : String(rest)
}

/** True for a number in capitals that has the shape of a postal one and another check digit: it was misread. */
export function isMisreadS10(number: string): boolean {
  const [, serial, check] = shape.exec(number) ?? []
  return serial !== undefined && s10CheckDigit(serial) !== check
}
