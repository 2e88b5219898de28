/** What a scanner or a person typed at the receiving desk. Pure: tells the kinds of codes apart, looks nothing up. */
import type { Temporal } from 'temporal-polyfill'
import { readReference } from '../base/reference.ts'
import { readToken, type TokenKeys } from './token.ts'

export type Scan =
  | { readonly kind: 'sscc'; readonly sscc: string }
  | { readonly kind: 'reference'; readonly reference: string }
  | { readonly kind: 'serial'; readonly serial: string }
  /** It looks like a label's QR code, but is none that we made. */
  | { readonly kind: 'forged' }

/** What reading needs: prefixes of references, and the keys that sign QR codes. */
export type ScanKeys = {
  readonly prefixes: readonly string[]
  readonly tokenKeys: TokenKeys
  readonly today: Temporal.PlainDate
}

/** What scanners send for FNC1. */
const groupSeparator = String.fromCharCode(29)

/**
 * Reads and verifies a label's QR code (one past its day still names its parcel), GS1-128 with or without its symbology identifier and brackets (`]C100…`, `(00)…`), the bare 18 digits, a claim
 * reference in any spelling, and takes everything else for a serial number.
 */
export function readScan(typed: string, { prefixes, tokenKeys, today }: ScanKeys): Scan {
  const text = typed.trim().replace(/^\][A-Za-z]\d/, '')
  const token = readToken(text, tokenKeys, today)
  if ('facts' in token) return { kind: 'sscc', sscc: token.facts.sscc }
  if (token.state !== 'no-token') return { kind: 'forged' }
  const digits = text.replaceAll(groupSeparator, '').replace(/[\s()]/g, '')
  const element = /^(?:00)?(\d{18})(?:4\d{2}\w*)?$/.exec(digits)
  if (element?.[1]) return { kind: 'sscc', sscc: element[1] }
  for (const prefix of prefixes) {
    const reference = readReference(prefix, text)
    if (reference) return { kind: 'reference', reference }
  }
  return { kind: 'serial', serial: text.toUpperCase() }
}
