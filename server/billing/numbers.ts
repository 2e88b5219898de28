/** Legal numbers of issued documents: `SB-DK-2026-000123`. A series belongs to one issuer and one year, without gaps. */
import type { Temporal } from 'temporal-polyfill'

export type Series = {
  /** Registration of the issuer: a number is unique for it, its series and its place (N2). */
  readonly issuer: string
  /** Programme setting, such as `SB-DK`; credit notes have their own. */
  readonly prefix: string
}

/** The series of one year, as it stands in the number: `SB-DK-2026`. */
export const seriesOf = ({ prefix }: Series, issuedOn: Temporal.PlainDate): string =>
  `${prefix}-${issuedOn.year}`

/** Name of the counter behind a series. */
export const counterOf = ({ issuer }: Series, series: string): string => `invoice ${issuer} ${series}`

/** @throws RangeError when it would be longer than the 35 characters that banks carry (EndToEndId). */
export function numberOf(series: string, ordinal: number): string {
  const number = `${series}-${String(ordinal).padStart(6, '0')}`
  if (number.length > 35) throw new RangeError(`document number ${number} is too long for a bank file`)
  return number
}
