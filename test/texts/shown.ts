/** What of a page or mail is seen or read out, and which of it nobody gave: neither its texts nor its data. */
import sax from 'sax'
import { languageName, locales } from '../../server/texts/texts.ts'
import { withoutPseudo } from './pseudo.ts'

/** In these stands what programs read or what somebody typed: files, requests, keys. */
const passed = /^(?:style|script|code|pre|textarea)$/
const spoken = ['alt', 'title', 'aria-label', 'placeholder']

/** The texts of a page in their order, with the attributes that speak; without what programs read. */
export function shownIn(html: string): string[] {
  // A name in a chart that goes on in the next line is one text.
  const whole = html.replaceAll(/<\/tspan><tspan[^>]*>/g, ' ')
  const shown: string[] = []
  let passing = 0
  const parser = sax.parser(false, { lowercase: true })
  parser.onopentag = ({ name, attributes }) => {
    if (passed.test(name)) passing += 1
    for (const attribute of spoken) {
      const said = attributes[attribute]
      if (typeof said === 'string') shown.push(folded(said))
    }
  }
  parser.onclosetag = (name) => {
    if (passed.test(name)) passing -= 1
  }
  Object.assign(parser, {
    ontext: (text: string) => {
      if (passing === 0) shown.push(folded(text))
    },
  })
  parser.write(whole).close()
  return shown
}

/** On one line, as a browser shows it. */
export const folded = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The strings in a value, at any depth. */
export function stringsIn(value: unknown): string[] {
  const found: string[] = []
  JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'string') found.push(folded(part))
    return part
  })
  return found
}

/** The same in every language: our name, what languages call themselves, a unit, a type of JSON in a programme file. */
const names = ['Backhaul', ...locales.map(languageName), 'kg', 'number']

/** Keys, addresses, hashes, countries, currencies and the methods of HTTP: words for programs. */
const codes =
  /\b\p{Ll}+\p{Lu}\p{L}*|\S*[\p{L}\d][-./_@:?=]+[\p{L}\d{]\S*|\b[A-Z\d]{2,6}\b|\b[\da-f]*\d[\da-f]*\b/gu

const hasWord = (text: string): boolean => /\p{L}{2,}/u.test(text)

/** Those of the shown texts in which a word is left that is neither pseudo nor in the data. */
export function bare(shown: readonly string[], data: readonly string[]): string[] {
  const known = [...new Set([...data, ...names])]
    .filter(hasWord)
    .toSorted((one, other) => other.length - one.length)
  const [sentences, words] = [
    known.filter((text) => text.includes(' ')),
    known.filter((text) => !text.includes(' ')),
  ]
  const without = (text: string, told: readonly string[]): string =>
    hasWord(text) ? told.reduce((left, datum) => left.replaceAll(datum, ' '), text) : text
  return shown.filter((text) => {
    const left = without(withoutPseudo(text), sentences).replace(codes, ' ')
    return hasWord(without(left, words)) && !isCutOff(text, sentences)
  })
}

/** Whether a chart wrote as much of a datum as there was room for. */
const isCutOff = (text: string, data: readonly string[]): boolean =>
  text.endsWith('…') && data.some((datum) => datum.startsWith(text.slice(0, -1)))
