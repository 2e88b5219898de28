/**
 * Names in a PDF that make a viewer act: scripts and programs to start. Looks at the file's own spelling, also inside
 * compressed object streams, because a library only tells of the places it knows. Pure; reads no content of pages.
 */
import { inflateSync } from 'node:zlib'

/** ISO 32000-2: 12.6.4.17 JavaScript, 12.6.4.6 Launch, 13.7.2 RichMedia, 12.7.9 XFA (forms with scripts). */
const acting = ['JavaScript', 'Launch', 'RichMedia', 'XFA'] as const

export type ActingName = (typeof acting)[number]

/** Objects of an honest 100-page invoice take a few hundred kilobytes. */
const inflatedAtMost = 20_000_000

/** The acting names that occur. @throws RangeError when the object streams unfold to more than 20 MB. */
export function actingNames(pdf: Buffer): ReadonlySet<ActingName> {
  const found = new Set<ActingName>()
  let left = inflatedAtMost
  for (const { dictionary, stream } of objectsOf(pdf)) {
    collect(dictionary, found)
    if (!stream || !/\/ObjStm/.test(unescaped(dictionary))) continue
    const inside = inflate(stream, left)
    left -= inside.length
    collect(inside.toString('latin1'), found)
  }
  return found
}

/** The file cut at its streams: text of objects, and the stream that follows. Page content would match by chance. */
function* objectsOf(pdf: Buffer): Generator<{ dictionary: string; stream?: Buffer }> {
  const text = pdf.toString('latin1')
  let from = 0
  for (;;) {
    const start = text.indexOf('stream', from)
    const end = start < 0 ? -1 : text.indexOf('endstream', start + 6)
    if (end < 0) break
    const body = start + (text[start + 6] === '\r' && text[start + 7] === '\n' ? 8 : 7)
    yield { dictionary: text.slice(from, start), stream: pdf.subarray(body, end) }
    from = end + 'endstream'.length
  }
  yield { dictionary: text.slice(from) }
}

function inflate(stream: Buffer, atMost: number): Buffer {
  try {
    return inflateSync(stream, { maxOutputLength: Math.max(1, atMost) })
  } catch (error) {
    if (error instanceof RangeError) throw error
    // Not deflated, or damaged: as it stands it can only be read literally.
    return stream
  }
}

function collect(text: string, found: Set<ActingName>): void {
  const spelled = unescaped(text)
  for (const name of acting) if (new RegExp(`/${name}(?![A-Za-z0-9_.-])`).test(spelled)) found.add(name)
}

/** A name may spell any character as `#` and two digits (ISO 32000-2, 7.3.5): `/J#61vaScript`. */
const unescaped = (text: string): string =>
  text.includes('#')
    ? text.replace(/#([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)))
    : text
