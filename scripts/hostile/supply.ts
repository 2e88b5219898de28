/**
 * Which hostile texts each field is still owed. Texts that do their harm wherever they stand share a field as far as it is
 * long enough; what works at the beginning alone leads one; what a field may refuse goes with its like, so that nothing else is
 * refused with it. Pure.
 */

/** What a spreadsheet, a calendar, a link, a path or a printer takes for its own at the beginning only. */
export const leads = /^([=+\-@^~|]|BEGIN:|END:|javascript:|\.\.|C:\\)/

/** Controls, halves of characters, invisible signs: many fields take none of them. */
export const isOdd = (text: string): boolean =>
  /[\p{C}\u2028\u2029]/u.test(text) ||
  /[\uD800-\uDFFF](?![\uDC00-\uDFFF])/.test(text.replaceAll(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, ''))

/** Texts that go into a field together, in this order. */
export type Pack = readonly string[]

/** As the field gets it: cut where the field ends, by whole characters. */
export function packed(pack: Pack, longest = Infinity): string {
  const text = pack.join(' ')
  return text.length > longest ? text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '') : text
}

export type Supply = {
  /** The next texts for a field; undefined when it has had them all, or takes none. */
  readonly next: (field: string, longest: number) => Pack | undefined
  /** What was refused as a whole is tried again in halves; true when it was one text, which is refused by itself then. */
  readonly refused: (field: string, pack: Pack) => boolean
  /** Refused without a word of the field: tried again at another time, but not for ever. False once it is given up. */
  readonly putBack: (field: string, pack: Pack) => boolean
  /** Not tried after all: the next to be tried. */
  readonly giveBack: (field: string, pack: Pack) => void
  /** Texts that the fields known so far have not had. */
  readonly left: () => number
}

/** So often a field is put back: then another text there is another thing, whatever the text. */
const putBackAtMost = 3

export function openSupply(texts: readonly string[]): Supply {
  type Owed = { odd: string[]; leading: string[]; others: string[]; halves: Pack[]; putBacks: number }
  const owed = new Map<string, Owed>()
  const owedTo = (field: string): Owed => {
    const known = owed.get(field)
    if (known) return known
    // Each field begins elsewhere, so that no two of a claim hold the same.
    const start = (owed.size * 7) % texts.length
    const turned = [...texts.slice(start), ...texts.slice(0, start)]
    const odd = turned.filter(isOdd)
    const rest = turned.filter((text) => !isOdd(text))
    const fresh = {
      odd,
      leading: rest.filter((text) => leads.test(text)),
      others: rest.filter((text) => !leads.test(text)),
      halves: [],
      putBacks: 0,
    }
    owed.set(field, fresh)
    return fresh
  }
  return {
    next: (field, longest) => {
      const { odd, leading, others, halves, putBacks } = owedTo(field)
      if (putBacks >= putBackAtMost) return undefined
      const half = halves.shift()
      if (half) return half
      const first = odd.shift() ?? leading.shift() ?? others.shift()
      if (first === undefined) return undefined
      const pack = [first]
      const from = isOdd(first) ? odd : others
      for (const text of from) if (packed([...pack, text]).length <= longest) pack.push(text)
      for (const text of pack.slice(1)) from.splice(from.indexOf(text), 1)
      return pack
    },
    refused: (field, pack) => {
      if (pack.length < 2) return true
      const middle = Math.ceil(pack.length / 2)
      owedTo(field).halves.push(pack.slice(0, middle), pack.slice(middle))
      return false
    },
    putBack: (field, pack) => {
      const one = owedTo(field)
      one.putBacks += 1
      one.halves.push(pack)
      return one.putBacks < putBackAtMost
    },
    giveBack: (field, pack) => void owedTo(field).halves.unshift(pack),
    left: () =>
      [...owed.values()]
        .filter(({ putBacks }) => putBacks < putBackAtMost)
        .reduce(
          (sum, { odd, leading, others, halves }) =>
            sum + odd.length + leading.length + others.length + halves.flat().length,
          0,
        ),
  }
}
