/**
 * How the same thing is spelled in a form, in an invoice and by OCR. Pure: texts in, comparable texts out.
 */

/** Characters that OCR and people mistake for each other in serial and invoice numbers. */
const mistaken: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  B: '8',
  G: '6',
}

/** A number without case, spaces and punctuation, and with look-alikes made one: `PF-2ABC 12` is `PF2ABC12` is `PF2A8C12`. */
export const numberFold = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/[OQDILZSBG]/g, (letter) => mistaken[letter] ?? letter)

/** Words in small letters without accents and punctuation: `Søllerød Værft A/S` is `sollerod vaerft a s`. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øæßœłđð]/g, (letter) => plain[letter] ?? letter)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

const plain: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', ß: 'ss', œ: 'oe', ł: 'l', đ: 'd', ð: 'd' }

/** Forms of companies, which invoices leave out or spell in their own way. */
const companyForms = new Set(
  'a s as aps ab ag bv b v gmbh mbh co kg kgaa inc ltd limited llc plc oy oyj sa sarl sas nv n ivs ps'.split(
    ' ',
  ),
)

/** The words of a company's name that tell it from others; all of them when the name is nothing but a form. */
export function nameWords(name: string): string[] {
  const words = wordsOf(name)
  const telling = words.filter((word) => !companyForms.has(word))
  return telling.length > 0 ? telling : words
}

/** True when the words differ in at most one letter, which OCR gets wrong in long words. */
export function alike(one: string, other: string): boolean {
  if (one === other) return true
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length < 5 || long.length - short.length > 1) return false
  const same = [...short].findIndex((letter, place) => letter !== long[place])
  const from = same < 0 ? short.length : same
  const rest = long.slice(from + 1)
  return rest === short.slice(from) || rest === short.slice(from + 1)
}
