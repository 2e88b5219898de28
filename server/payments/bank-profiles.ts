/** How banks want to be told, as data: one profile for each scheme. A bank with habits of its own gets its own row. */
import type { Currency } from '../base/money.ts'

export type BankProfile = {
  /** The scheme carries these currencies and no others. */
  readonly currencies: readonly Currency[]
  /** ISO 20022 external service level code. */
  readonly serviceLevel: 'NURG' | 'SEPA'
  /** Who bears the charges: SHAR each its own (R46), SLEV as the scheme says. */
  readonly charges: 'SHAR' | 'SLEV'
  /** Letters that arrive as they are sent; all others are rewritten. */
  readonly letters: RegExp
  /** Longest name of a payee. */
  readonly nameLength: number
}

const basic = "A-Za-z0-9 /\\-?:().,'+"

export const bankProfiles = {
  'danish-domestic': {
    currencies: ['DKK'],
    serviceLevel: 'NURG',
    charges: 'SHAR',
    letters: new RegExp(`[${basic}æøåÆØÅäöüÄÖÜßéÉèÈ&]`),
    nameLength: 70,
  },
  // The clearings of both countries carry 35 letters of a name.
  'swedish-domestic': {
    currencies: ['SEK'],
    serviceLevel: 'NURG',
    charges: 'SHAR',
    letters: new RegExp(`[${basic}åäöÅÄÖéÉüÜ&]`),
    nameLength: 35,
  },
  'norwegian-domestic': {
    currencies: ['NOK'],
    serviceLevel: 'NURG',
    charges: 'SHAR',
    letters: new RegExp(`[${basic}æøåÆØÅäöÄÖéÉ&]`),
    nameLength: 35,
  },
  // SEPA is euro only, and the rule book promises the basic Latin letters only.
  sepa: {
    currencies: ['EUR'],
    serviceLevel: 'SEPA',
    charges: 'SLEV',
    letters: new RegExp(`[${basic}]`),
    nameLength: 70,
  },
} as const satisfies Record<string, BankProfile>

export type BankProfileName = keyof typeof bankProfiles

const spelledOut: Readonly<Record<string, string>> = {
  æ: 'ae',
  ø: 'oe',
  å: 'aa',
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Æ: 'Ae',
  Ø: 'Oe',
  Å: 'Aa',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ß: 'ss',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  '&': '+',
  '€': 'EUR',
}

/** A text in the letters of a profile, cut to `length`: accents fall off, and what cannot be written becomes a dot. */
export function bankText(text: string, { letters }: BankProfile, length: number): string {
  const written = [...text.normalize('NFC').replace(/\s+/g, ' ').trim()].map((letter) => {
    if (letters.test(letter)) return letter
    const plain = spelledOut[letter] ?? letter.normalize('NFD').replace(/\p{M}/gu, '')
    return [...plain].every((one) => letters.test(one)) ? plain : '.'
  })
  return written.join('').slice(0, length).trim()
}
