/**
 * Two codes that arrived as one line, because the scanner's Enter was lost between them. Pure. Cuts only where each part
 * proves itself by its length and its check digit or form; anything else stays whole, since a guess would be a wrong parcel.
 */
import { isSscc } from './sscc.ts'

const part =
  /https:\/\/[^/\s]{1,100}\/L\/[A-Z2-7]{144}|(?:\][A-Z]\d)?(?:\(00\)|00)\d{18}|\d{18}|[A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{4}/giy

/** The codes in a line, each once and in order; the line itself when it does not fall into codes from end to end. */
export function codesIn(line: string): readonly string[] {
  const codes: string[] = []
  let at = 0
  for (const found of line.matchAll(part)) {
    if (!isLawful(found[0])) return [line]
    codes.push(found[0])
    at = found.index + found[0].length
  }
  return at === line.length && codes.length > 1 ? [...new Set(codes)] : [line]
}

const isLawful = (code: string): boolean => !/\d{18}$/.test(code) || isSscc(code.slice(-18))
