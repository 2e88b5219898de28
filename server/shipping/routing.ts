/** How a parcel's way is told to sorting machines (GS1 General Specifications 3.6.3, 3.6.4). Pure. */
import type { Gs1Element } from '../documents/barcode.ts'
import type { LabelAddress } from './label-facts.ts'

/** ISO 3166-1 numeric, for the countries in which audit centres stand or may come to stand. */
const numeric: Readonly<Record<string, string>> = {
  AT: '040',
  AU: '036',
  BE: '056',
  CH: '756',
  CN: '156',
  CZ: '203',
  DE: '276',
  DK: '208',
  ES: '724',
  FI: '246',
  FR: '250',
  GB: '826',
  IE: '372',
  IT: '380',
  LU: '442',
  NL: '528',
  NO: '578',
  PL: '616',
  PT: '620',
  SE: '752',
}

/**
 * (420) and the postcode inside one country, (421) with the country's number across a border: never both. Undefined where
 * the country has no number here, or the postcode is longer than the identifier holds.
 */
export function routingOf(
  from: Pick<LabelAddress, 'country'>,
  to: Pick<LabelAddress, 'country' | 'postcode'>,
): Gs1Element | undefined {
  const postcode = to.postcode.toUpperCase().replace(/[^0-9A-Z]/g, '')
  if (postcode === '' || postcode.length > 9) return undefined
  if (from.country === to.country) return { ai: '420', value: postcode }
  const country = numeric[to.country]
  return country === undefined ? undefined : { ai: '421', value: country + postcode }
}

/** For people: `(421) 276 71088`, the country apart from the postcode. */
export const routingText = ({ ai, value }: Gs1Element): string =>
  ai === '421' ? `(421) ${value.slice(0, 3)} ${value.slice(3)}` : `(${ai}) ${value}`
