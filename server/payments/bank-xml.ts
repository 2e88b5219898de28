/**
 * Reads XML that a bank sent, which is not to be trusted: no document type, a bounded size, nothing resolved, nothing
 * turned into a number. Gives a plain tree, and large files piece by piece, so that a statement of any length takes the
 * memory of one entry. What it means is said in `bank-status.ts` and `bank-statement.ts`.
 */
import sax, { type QualifiedTag } from 'sax'
import { decimalsOf, currencies, type Currency } from '../base/money.ts'
import { refuse } from '../base/refusal.ts'

/** An element: its children by name, always as lists; its text under `#text`, attributes under `@Name`. */
export type Element = { readonly [name: string]: readonly Element[] | string | undefined }

/** A file's bytes, slice by slice: no more of the tree stands than the pieces of one slice. */
export type Slices = Iterable<Uint8Array>

/** A `Document` as far as it is read, and its namespace's last part, such as `camt.053.001.08`. */
export type BankXml = { readonly message: string; readonly document: Element }

/** One element that was cut out, with the element that it stands in, as far as that is read. */
export type Piece = BankXml & { readonly element: Element; readonly parent: Element }

/**
 * The whole file.
 * @throws Refusal `malformed` / `bank-file-unreadable` for anything that is not plain ISO 20022 XML.
 */
export function readBankXml(slices: Slices): BankXml {
  const end = piecesOf(slices, '').next()
  if (!end.done) throw new Error('a piece without a name was cut')
  return end.value
}

/**
 * The elements of one name, one after the other, each cut out of the tree; at the end the tree without them. Their
 * order in the file is kept. @throws Refusal as `readBankXml`, at the latest at the end: what was given before belongs to
 * a broken file then.
 */
export function* piecesOf(slices: Slices, name: string): Generator<Piece, BankXml> {
  const reader = readerOf(name)
  const letters = new TextDecoder('utf-8', { fatal: true })
  for (const slice of slices) {
    readable(() => reader.read(letters.decode(slice, { stream: true })))
    yield* reader.pieces.splice(0)
  }
  readable(() => {
    // A letter that was begun and not ended is none.
    letters.decode()
    reader.end()
  })
  yield* reader.pieces.splice(0)
  return reader.file
}

/** The tree as far as the first element of a name, or all of it where there is none. @throws Refusal as `readBankXml`. */
export function headOf(slices: Slices, name: string): BankXml {
  let whole: BankXml | undefined
  const pieces = (function* () {
    whole = yield* piecesOf(slices, name)
  })()
  // Leaving the loop closes the file that the slices come from.
  for (const piece of pieces) return piece
  return whole ?? complain()
}

/** Whatever is wrong with the letters or the tags, it is the sender's mistake and no bug of ours. */
function readable(work: () => unknown): void {
  try {
    work()
  } catch {
    throw refuse('malformed', 'bank-file-unreadable')
  }
}

type Growing = { [name: string]: Growing[] | string }

const complain = (): never => {
  throw new Error('not plain XML')
}

/** Builds the tree tag by tag; `file` may be asked for as soon as there is a piece, or at the end. */
function readerOf(name: string) {
  const parser = sax.parser(true, { xmlns: true, position: false })
  const pieces: Piece[] = []
  const open: { readonly element: Growing; readonly name: string }[] = []
  let file: { message: string; document: Growing } | undefined
  // Entities can only be declared in a document type: without one there is nothing to expand or to fetch.
  Object.assign(parser, { onerror: complain, ondoctype: complain })
  parser.onopentag = (tag) => {
    const { local, uri } = tag as QualifiedTag
    const element = elementFrom(tag as QualifiedTag)
    const parent = open.at(-1)
    if (!parent) {
      const message = uri.split(':').at(-1) ?? ''
      if (file || local !== 'Document' || message === '') complain()
      file = { message, document: element }
    } else if (local !== name) {
      const children = (parent.element[local] ??= [])
      if (Array.isArray(children)) children.push(element)
    }
    open.push({ element, name: local })
  }
  const add = (text: string): void => {
    const { element } = open.at(-1) ?? {}
    const before = element?.['#text']
    if (element && typeof before === 'string') element['#text'] = before + text
  }
  Object.assign(parser, { ontext: add, oncdata: add })
  parser.onclosetag = () => {
    const closed = open.pop()
    const parent = open.at(-1)
    if (file && closed?.name === name && parent)
      pieces.push({ ...file, element: closed.element, parent: parent.element })
  }
  return {
    pieces,
    read: (text: string) => parser.write(text),
    end: () => {
      parser.close()
      if (!file) complain()
    },
    get file(): BankXml {
      return file ?? complain()
    },
  }
}

/** Without a prototype, so that no name in a file means anything but itself. */
function elementFrom({ attributes }: QualifiedTag): Growing {
  const element = Object.create(null) as Growing
  element['#text'] = ''
  for (const { name, value } of Object.values(attributes)) element[`@${name}`] = value
  return element
}

/** Every element along a path of names, from any of the elements before it. */
export function elementsAt(element: Element, ...path: readonly string[]): Element[] {
  let found: Element[] = [element]
  for (const name of path)
    found = found.flatMap((one) => {
      const children = one[name]
      return Array.isArray(children) ? (children as Element[]) : []
    })
  return found
}

/** Text of the first element along a path; undefined when there is none or it is empty. */
export function textAt(element: Element, ...path: readonly string[]): string | undefined {
  const text = elementsAt(element, ...path)[0]?.['#text']
  const plain = typeof text === 'string' ? text.trim() : ''
  return plain === '' ? undefined : plain
}

/**
 * The amount of an element in minor units, with the currency that it names itself.
 * @throws Refusal `malformed` / `bank-file-unreadable` for an unknown currency or more decimals than it has.
 */
export function amountAt(
  element: Element,
  name: string,
): { readonly amountMinor: number; readonly currency: Currency } {
  const [amount] = elementsAt(element, name)
  const currency = currencies.find((known) => known === amount?.['@Ccy'])
  const [, whole = '', fraction = ''] = /^(\d{1,15})(?:\.(\d*))?$/.exec(textAt(element, name) ?? '') ?? []
  const digits = fraction.replace(/0+$/, '')
  if (!currency || whole === '' || digits.length > decimalsOf(currency))
    throw refuse('malformed', 'bank-file-unreadable')
  return { amountMinor: Number(whole + digits.padEnd(decimalsOf(currency), '0')), currency }
}
