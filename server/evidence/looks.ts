/**
 * Finding the same photo again after it was resized, re-encoded or lightly cropped: a difference hash, that is, for
 * each of 256 places whether the picture gets brighter to the right. Pure: grey values in, bits out.
 */

/** The small grey picture that a look is made from: one column more than there are bits in a row. */
export const lookSize = { width: 17, height: 16 } as const

const bandCount = 8

/** Looks that differ in at most this many of 256 bits are of the same picture; a re-encoded one differs in 0 to 6. */
export const alikeBitsAtMost = 16

/** Neighbours closer than this are noise of the camera, not content. Grey values run from 0 to 255. */
const noise = 2

/** Type on white paper has less: all invoices of a seller would look alike. Their facts are compared instead. */
const leastContent = 1 / 8

/**
 * 256 bits as 64 hexadecimal digits, or undefined for a picture too plain to be told from another (a page of type).
 * @throws RangeError unless there are 17 × 16 grey values.
 */
export function lookOf(greys: Uint8Array): string | undefined {
  const { width, height } = lookSize
  if (greys.length !== width * height) throw new RangeError(`a look needs ${width} × ${height} grey values`)
  const bits = Array.from({ length: (width - 1) * height }, (_, place) => {
    const at = Math.floor(place / (width - 1)) * width + (place % (width - 1))
    return (greys[at + 1] ?? 0) - (greys[at] ?? 0) > noise
  })
  const rising = bits.filter(Boolean).length
  if (rising < bits.length * leastContent) return undefined
  return hexOf(bits)
}

/** A piece of a look, and which of the eight it is. */
export type Band = { readonly band: number; readonly value: string }

/**
 * The pieces by which looks are searched: two looks that differ in fewer than 8 bits share at least one piece. A piece of
 * nothing but background is left out, since half of all pictures share it.
 */
export function bandsOf(look: string): Band[] {
  const length = look.length / bandCount
  const values = Array.from({ length: bandCount }, (_, band) =>
    look.slice(band * length, (band + 1) * length),
  )
  return values.map((value, band) => ({ band, value })).filter(({ value }) => !/^(0*|f*)$/.test(value))
}

/** In how many of 256 bits two looks differ. */
export const difference = (one: string, other: string): number =>
  [...one].reduce(
    (sum, digit, place) => sum + ones(parseInt(digit, 16) ^ parseInt(other[place] ?? '0', 16)),
    0,
  )

const ones = (nibble: number): number => nibble.toString(2).replaceAll('0', '').length

const hexOf = (bits: readonly boolean[]): string =>
  Array.from({ length: bits.length / 4 }, (_, digit) =>
    bits
      .slice(digit * 4, digit * 4 + 4)
      .reduce((value, bit) => value * 2 + (bit ? 1 : 0), 0)
      .toString(16),
  ).join('')
