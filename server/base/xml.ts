/**
 * Writes XML from plain data: `@name` is an attribute, `#` the text beside attributes, a list one element each. Knows no
 * vocabulary. The order of the keys is the order of the elements.
 */

export type XmlNode =
  | string
  | readonly XmlNode[]
  // A part that is left out by `condition && …` leaves nothing behind when it is spread.
  | { readonly [name: string]: XmlNode }

/** UTF-8, two blanks a level, without a line end at the end. @throws RangeError for a character that XML cannot hold. */
export const xmlOf = (root: string, node: XmlNode): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${elementOf(root, node, '\n')}`

function elementOf(name: string, node: XmlNode, indent: string): string {
  if (typeof node === 'string') return `${indent}<${name}>${escapedText(node)}</${name}>`
  if (isList(node)) return node.map((one) => elementOf(name, one, indent)).join('')
  let attributes = ''
  let children = ''
  let text = ''
  for (const [key, value] of Object.entries(node)) {
    if (key.startsWith('@')) attributes += ` ${key.slice(1)}="${escapedAttribute(value)}"`
    else if (key === '#') text = escapedText(textOf(value))
    else children += elementOf(key, value, `${indent}  `)
  }
  if (children) return `${indent}<${name}${attributes}>${children}${indent}</${name}>`
  return text === '' ? `${indent}<${name}${attributes}/>` : `${indent}<${name}${attributes}>${text}</${name}>`
}

const isList = (node: XmlNode): node is readonly XmlNode[] => Array.isArray(node)

/** @throws TypeError where data stands in the place of a text: a bug of whoever built it. */
function textOf(node: XmlNode): string {
  if (typeof node !== 'string') throw new TypeError('an element where XML wants text')
  return node
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapedText(text: string): string {
  if (unspeakable.test(text)) throw new RangeError('a character that XML 1.0 cannot hold')
  return text.replace(/[&<>]/g, (sign) => signs[sign] ?? sign)
}

const escapedAttribute = (node: XmlNode): string =>
  escapedText(textOf(node)).replace(/["]/g, (sign) => signs[sign] ?? sign)

/** XML 1.0, production 2: no control characters but tab and line ends, no halves of pairs, no non-characters. */
const unspeakable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u
