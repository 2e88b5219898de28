/** What a scanner or a person typed at the receiving desk. Pure: tells the kinds of codes apart, looks nothing up. */
import type { Temporal } from 'temporal-polyfill'
import { readReference } from '../base/reference.ts'
import { plain } from '../programmes/catalogue.ts'
import { elementsIn, saysGs1 } from './gs1.ts'
import { readingsOf } from './layouts.ts'
import { isSscc } from './sscc.ts'
import { readToken, type TokenKeys } from './token.ts'

export type Scan =
  /** `expiredOn` is the last day of a label whose QR code is past it. */
  | { readonly kind: 'sscc'; readonly sscc: string; readonly expiredOn?: Temporal.PlainDate }
  | { readonly kind: 'reference'; readonly reference: string }
  /** A cage of the house: `CAGE-12`. */
  | { readonly kind: 'cage'; readonly code: string }
  /** A serial number, a tracking number, or the end of any number: in the spelling of `plain`, the likeliest first. */
  | { readonly kind: 'number'; readonly numbers: readonly string[] }
  /** It looks like a label's QR code, but is none that we made. */
  | { readonly kind: 'forged' }

/** What reading needs: prefixes of references, and the keys that sign QR codes. */
export type ScanKeys = {
  readonly prefixes: readonly string[]
  readonly tokenKeys: TokenKeys
  readonly today: Temporal.PlainDate
}

/**
 * Reads and verifies a label's QR code (one past its day still names its parcel), GS1 element strings with or without
 * symbology identifier and brackets (`]C100…`, `(00)…`), the bare 18 digits, a claim reference in any spelling, the code
 * of a cage; takes everything else for a number. What a Danish or German keyboard layout made of a code is read as well.
 */
export function readScan(typed: string, keys: ScanKeys): Scan {
  const readings = readingsOf(typed.trim())
  const scans = readings.map((text) => readOne(text, keys))
  const sure = scans.find(({ kind }) => kind !== 'number' && kind !== 'forged')
  if (sure) return sure
  const forged = scans.find(({ kind }) => kind === 'forged')
  if (forged) return forged
  const numbers = scans.flatMap((scan) => (scan.kind === 'number' ? scan.numbers : []))
  return { kind: 'number', numbers: [...new Set(numbers)] }
}

function readOne(text: string, { prefixes, tokenKeys, today }: ScanKeys): Scan {
  const bare = text.replace(/^\][A-Za-z]\d/, '')
  const token = readToken(bare, tokenKeys, today)
  if ('facts' in token)
    return {
      kind: 'sscc',
      sscc: token.facts.sscc,
      ...(token.state === 'expired' && { expiredOn: token.facts.expiresOn }),
    }
  if (token.state !== 'no-token') return { kind: 'forged' }
  const digits = bare.replace(/\s/g, '')
  if (isSscc(digits)) return { kind: 'sscc', sscc: digits }
  const elements = elementsIn(bare.startsWith('(') ? text : digits)
  const sscc = elements?.get('00')
  if (sscc && isSscc(sscc)) return { kind: 'sscc', sscc }
  for (const prefix of prefixes) {
    const reference = readReference(prefix, bare)
    if (reference) return { kind: 'reference', reference }
  }
  const cage = /^CAGE[-\s]?(\d{1,6})$/i.exec(bare)
  if (cage) return { kind: 'cage', code: `CAGE-${Number(cage[1])}` }
  const serial = saysGs1(text) ? elementsIn(text)?.get('21') : undefined
  return { kind: 'number', numbers: [plain(serial ?? bare)] }
}
