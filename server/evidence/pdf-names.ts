/**
 * Names in a PDF that make a viewer act: scripts and programs to start. Looks at the file's own spelling, also inside
 * compressed object streams, because a library only tells of the places it knows. Pure; reads no content of pages.
 */
import { inflateSync } from 'node:zlib'

/** ISO 32000-2: 12.6.4.17 JavaScript, 12.6.4.6 Launch, 13.7.2 RichMedia. Too long to stand in packed data by chance. */
const acting = ['JavaScript', 'Launch', 'RichMedia'] as const

export type ActingName = (typeof acting)[number]

/** Objects of an honest 100-page invoice take a few hundred kilobytes, in some hundred streams. */
const unpackedAtMost = 20_000_000
const streamsAtMost = 20_000

/** The dictionary of an object stream has six entries. */
const dictionaryAtMost = 1000

/**
 * The acting names that occur.
 * @throws RangeError when the object streams unfold to more than 20 MB, overlap, or are packed as no common program does.
 */
export function actingNames(pdf: Buffer): ReadonlySet<ActingName> {
  const text = pdf.toString('latin1')
  const found = namesIn(text)
  let unread = text.length * 2
  let left = unpackedAtMost
  for (const { dictionary, from, to } of objectStreams(text)) {
    unread -= to - from
    if (unread < 0) throw new RangeError('object streams overlap')
    const inside = unpack(dictionary, pdf.subarray(from, to), left)
    left -= inside.length
    for (const name of namesIn(inside.toString('latin1'))) found.add(name)
  }
  return found
}

/** Streams whose dictionary says that they hold objects, and where their bytes lie. */
function* objectStreams(text: string): Generator<{ dictionary: string; from: number; to: number }> {
  let streams = 0
  let to = -1
  for (const { index, 0: word } of text.matchAll(/(?<!end)stream\r?\n/g)) {
    streams += 1
    if (streams > streamsAtMost) throw new RangeError('too many streams')
    const before = text.slice(Math.max(0, index - dictionaryAtMost), index)
    const dictionary = unescaped(before.slice(before.lastIndexOf(' obj') + 1))
    if (!dictionary.includes('/ObjStm')) continue
    const from = index + word.length
    if (to < from) to = text.indexOf('endstream', from)
    if (to < 0) to = text.length
    yield { dictionary, from, to }
  }
}

function unpack(dictionary: string, body: Buffer, atMost: number): Buffer {
  const packing = /\/Filter\s*(\[[^\]]*\]|\/\w+|\d+\s+\d+\s+R)/.exec(dictionary)?.[1]
  if (packing === undefined) return body
  if (!/^\[?\s*\/(FlateDecode|Fl)\s*\]?$/.test(packing) || dictionary.includes('/Predictor'))
    throw new RangeError('object stream in another packing')
  try {
    return inflateSync(body, { maxOutputLength: Math.max(1, atMost) })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new RangeError('object streams unfold too far', { cause: error })
    // Encrypted or damaged: there is nothing in it that can be read here.
    return body
  }
}

const namesIn = (text: string): Set<ActingName> =>
  new Set(acting.filter((name) => spellings[name].test(text)))

/** A name may spell any character as `#` and two digits (ISO 32000-2, 7.3.5): `/J#61vaScript`. */
const spellingsOf = (name: string): RegExp => {
  const characters = [...name].map((character) => {
    const code = character.charCodeAt(0).toString(16)
    return `(?:${character}|#${code.replace(/[a-f]/, (digit) => `[${digit}${digit.toUpperCase()}]`)})`
  })
  return new RegExp(`/${characters.join('')}(?![A-Za-z0-9_.#-])`)
}

const spellings: Record<ActingName, RegExp> = {
  JavaScript: spellingsOf('JavaScript'),
  Launch: spellingsOf('Launch'),
  RichMedia: spellingsOf('RichMedia'),
}

const unescaped = (text: string): string =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)))
