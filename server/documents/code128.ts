/**
 * Code 128 (ISO/IEC 15417) as widths of bars and spaces, in the shortest spelling by code sets B and C. Pure; knows
 * neither millimetres nor what the characters mean.
 */

/** The function character that makes a Code 128 a GS1-128; inside a message it separates elements. */
export const fnc1 = '\u001d'

/** Widths in modules: bar, space, bar … `modules` is their sum. */
export type Bars = { readonly widths: readonly number[]; readonly modules: number }

/** Code set C packs two digits into a codeword, B holds one character of ISO 646. */
type CodeSet = 'B' | 'C'

const [toC, toB, fnc1Word, startB, startC, stop] = [99, 100, 102, 104, 105, 106]

/** ISO/IEC 15417 table 1: widths of the codewords 0 to 106; only the last, the stop, has seven. */
const patterns = `
  212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212
  112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131
  311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321
  112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
  313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111
  314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114
  122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212
  124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
  114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112`
  .trim()
  .split(/\s+/)
  .map((widths) => [...widths].map(Number))

/** @throws RangeError for a character outside ISO 646, or none at all. */
export function code128(message: string): Bars {
  if (!/^[ -~]+$/.test(message.replaceAll(fnc1, ' ')))
    throw new RangeError('Code 128 holds ISO 646 and no other characters')
  const words = codewords(message)
  let sum = 0
  for (const [place, word] of words.entries()) sum += word * Math.max(place, 1)
  const widths: number[] = []
  for (const word of [...words, sum % 103, stop]) widths.push(...(patterns[word] ?? []))
  // Every codeword is eleven modules wide, the stop thirteen.
  return { widths, modules: 11 * (words.length + 1) + 13 }
}

function codewords(message: string): number[] {
  // Pairs of digits after an FNC1, as every SSCC: set C throughout is the shortest, and need not be searched for.
  if (message.startsWith(fnc1) && /^(?:\d\d)+$/.test(message.slice(1)))
    return [
      startC,
      fnc1Word,
      ...Array.from({ length: message.length >> 1 }, (_, pair) =>
        Number(message.slice(2 * pair + 1, 2 * pair + 3)),
      ),
    ]
  const costs = costsOf(message)
  let set: CodeSet = (costs.C[0] ?? Infinity) <= (costs.B[0] ?? Infinity) ? 'C' : 'B'
  const words: number[] = [set === 'C' ? startC : startB]
  for (let at = 0; at < message.length;) {
    const other = set === 'C' ? 'B' : 'C'
    const taken = taking(message, at, set)
    const stay = taken === 0 ? Infinity : 1 + (costs[set][at + taken] ?? Infinity)
    if (1 + (costs[other][at] ?? Infinity) < stay) {
      set = other
      words.push(set === 'C' ? toC : toB)
    } else {
      words.push(wordOf(message.slice(at, at + taken)))
      at += taken
    }
  }
  return words
}

/** How many codewords the message takes from each place on, when that place is reached in set B or C. */
function costsOf(message: string): Record<CodeSet, number[]> {
  const costs = { B: Array<number>(message.length + 3).fill(0), C: Array<number>(message.length + 3).fill(0) }
  for (let at = message.length - 1; at >= 0; at -= 1) {
    const [b, c] = (['B', 'C'] as const).map((set) => {
      const taken = taking(message, at, set)
      return taken === 0 ? Infinity : 1 + (costs[set][at + taken] ?? Infinity)
    })
    costs.B[at] = Math.min(b ?? Infinity, 1 + (c ?? Infinity))
    costs.C[at] = Math.min(c ?? Infinity, 1 + (b ?? Infinity))
  }
  return costs
}

/** How many characters the next codeword of a set takes: 0 when the set cannot say them. */
function taking(message: string, at: number, set: CodeSet): 0 | 1 | 2 {
  if (set === 'B' || message[at] === fnc1) return 1
  return /^\d\d/.test(message.slice(at, at + 2)) ? 2 : 0
}

function wordOf(characters: string): number {
  if (characters === fnc1) return fnc1Word
  return characters.length === 2 ? Number(characters) : characters.charCodeAt(0) - 32
}
