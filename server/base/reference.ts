/**
 * References that people type and read aloud: `TI-7K3M-92QF`. Seven characters that tell nothing of the count behind
 * them and one check character. The alphabet leaves out I, L, O, U and Z; its 31 characters are a prime number,
 * which the check needs.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXY'
const length = 7
const space = alphabet.length ** length
// Neither is a multiple of 31, so multiplying modulo 31^7 is a bijection: neighbours look unrelated, none collide.
const stride = 0x5_2b6a_9e45n
const offset = 0x2_71c3_5af1n

/** The reference of the n-th claim. @throws RangeError beyond 31^7 (27 thousand million) claims. */
export function referenceOf(prefix: string, n: number): string {
  if (!Number.isSafeInteger(n) || n < 1 || n >= space) throw new RangeError(`no reference for ${n}`)
  const mixed = Number((BigInt(n) * stride + offset) % BigInt(space))
  const body = Array.from(
    { length },
    (_, place) => alphabet[Math.floor(mixed / alphabet.length ** place) % alphabet.length],
  ).join('')
  return spell(prefix, body + checkCharacter(body))
}

/**
 * Reads what a person typed or a scanner sent: any case, with or without dashes and spaces, O for 0, I or L for 1, Z for 2.
 * Gives the proper spelling, or undefined when it is no reference or its check character is wrong.
 */
export function readReference(prefix: string, typed: string): string | undefined {
  const text = typed.toUpperCase().replace(/[\s-]/g, '')
  if (!text.startsWith(prefix)) return undefined
  const body = text.slice(prefix.length).replace(/O/g, '0').replace(/[IL]/g, '1').replace(/Z/g, '2')
  const wellFormed =
    body.length === length + 1 && [...body].every((character) => alphabet.includes(character))
  return wellFormed && checkCharacter(body.slice(0, length)) === body.at(-1) ? spell(prefix, body) : undefined
}

/** Weighted sum modulo 31: finds every single wrong character and every swap of two neighbours. */
function checkCharacter(body: string): string {
  const total = [...body].reduce(
    (sum, character, place) => sum + alphabet.indexOf(character) * (place + 2),
    0,
  )
  return alphabet[total % alphabet.length] ?? ''
}

const spell = (prefix: string, body: string): string => `${prefix}-${body.slice(0, 4)}-${body.slice(4)}`
