/** What a scanner or a person typed at the receiving desk. Pure: tells the kinds of codes apart, looks nothing up. */
import { readReference } from '../base/reference.ts'

export type Scan =
  | { readonly kind: 'sscc'; readonly sscc: string }
  | { readonly kind: 'reference'; readonly reference: string }
  | { readonly kind: 'serial'; readonly serial: string }

/** What scanners send for FNC1. */
const groupSeparator = String.fromCharCode(29)

/**
 * Reads GS1-128 with or without its symbology identifier and brackets (`]C100…`, `(00)…`), the bare 18 digits, a claim
 * reference in any spelling, and takes everything else for a serial number.
 */
export function readScan(typed: string, prefixes: readonly string[]): Scan {
  const text = typed.trim().replace(/^\][A-Za-z]\d/, '')
  const digits = text.replaceAll(groupSeparator, '').replace(/[\s()]/g, '')
  const element = /^(?:00)?(\d{18})(?:4\d{2}\w*)?$/.exec(digits)
  if (element?.[1]) return { kind: 'sscc', sscc: element[1] }
  for (const prefix of prefixes) {
    const reference = readReference(prefix, text)
    if (reference) return { kind: 'reference', reference }
  }
  return { kind: 'serial', serial: text.toUpperCase() }
}
