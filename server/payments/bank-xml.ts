/**
 * Reads XML that a bank sent, which is not to be trusted: no document type, a bounded size, nothing resolved, nothing
 * turned into a number. Gives a plain tree; what it means is said in `bank-status.ts` and `bank-statement.ts`.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { decimalsOf, currencies, type Currency } from '../base/money.ts'
import { refuse } from '../base/refusal.ts'

/** An element: its children by name, always as lists; its text under `#text`, attributes under `@Name`. */
export type Element = { readonly [name: string]: readonly Element[] | string | undefined }

/** Largest bank file that is read, in bytes. */
export const bankFileAtMost = 32 * 1024 * 1024

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  // Else leading zeros of accounts vanish and amounts become floats.
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  // `removeNSPrefix` would throw the namespace away with the prefix.
  transformTagName: (name) => name.replace(/^.*:/, ''),
  alwaysCreateTextNode: true,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
})

/**
 * The `Document` element and its namespace's last part, such as `camt.053.001.08`.
 * @throws Refusal `too-large`; `malformed` / `bank-file-unreadable` for anything that is not plain ISO 20022 XML.
 */
export function readBankXml(bytes: Buffer): { readonly message: string; readonly document: Element } {
  if (bytes.length > bankFileAtMost)
    throw refuse('too-large', 'bank-file-too-large', { limit: bankFileAtMost / 1024 / 1024 })
  const text = bytes.toString('utf8')
  // Entities can only be declared in a document type: without one there is nothing to expand or to fetch.
  if (/<!DOCTYPE|<!ENTITY/i.test(text) || XMLValidator.validate(text) !== true)
    throw refuse('malformed', 'bank-file-unreadable')
  const [document] = elementsAt(parser.parse(text) as Element, 'Document')
  const namespace = document?.['@xmlns'] ?? namespaceIn(document)
  const message = typeof namespace === 'string' ? (namespace.split(':').at(-1) ?? '') : ''
  if (!document || message === '') throw refuse('malformed', 'bank-file-unreadable')
  return { message, document }
}

/** Some banks give the namespace a prefix, whose attribute is then named after it. */
const namespaceIn = (document: Element | undefined): string | undefined =>
  Object.entries(document ?? {})
    .map(([name, value]) => (name.startsWith('@') && typeof value === 'string' ? value : ''))
    .find((value) => value.includes('iso:20022'))

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
  const plain = typeof text === 'string' ? decoded(text).trim() : ''
  return plain === '' ? undefined : plain
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** The five entities that XML itself knows, and numbered letters; nothing else can occur. */
const decoded = (text: string): string =>
  text.replace(
    /&(?:(lt|gt|quot|apos|amp)|#(\d+)|#x([0-9a-f]+));/gi,
    (whole, name?: string, decimal?: string, hex?: string) => {
      if (name) return entities[name.toLowerCase()] ?? whole
      const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )

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
