/**
 * English as a foreigner to English: every word of the catalogue with accents, longer by two fifths and between marks,
 * so that what a page shows without them stands in a template or in code. Values that a message takes stay as they are.
 */
import { IntlMessageFormat } from 'intl-messageformat'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Texts } from '../../server/texts/texts.ts'

const marks = { open: '⟦', close: '⟧' }
const growth = 0.4

const plain = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const accented = [...'ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž']

/** `Weight` becomes `⟦Ŵéîĝĥţ···⟧`. Markup and addresses within a text stay what they are. */
export const pseudo = (text: string): string =>
  text
    .split(/(<[^>]*>|https?:\/\/\w\S*)/)
    .map((part, place) => (place % 2 === 1 || part.trim() === '' ? part : marked(part)))
    .join('')

const marked = (text: string): string =>
  `${marks.open}${foreign(text)}${'·'.repeat(Math.ceil(text.length * growth))}${marks.close}`

const foreign = (text: string): string =>
  text.replace(/[A-Za-z]/g, (letter) => accented[plain.indexOf(letter)] ?? letter)

/** What is left of a text without all that is pseudo; a chart cuts a long label off and writes `…` for its end. */
export const withoutPseudo = (text: string): string => text.replace(/⟦[^⟦⟧]*(?:⟧|…|$)/g, ' ')

/** The texts of `english`, and its figures, days and weights, all marked. `directory` holds its catalogue. */
export function pseudoTexts(english: Texts, directory: string): Texts {
  const messages = catalogue(directory)
  const compiled = new Map<string, IntlMessageFormat>()
  const compile = (key: string): IntlMessageFormat => {
    const tree = new IntlMessageFormat(messages.get(key) ?? '', 'en-GB', undefined, { ignoreTag: true })
    const message = new IntlMessageFormat(tree.getAst().map(inPseudo), 'en-GB')
    compiled.set(key, message)
    return message
  }
  return {
    locale: english.locale,
    has: english.has,
    text: (key, values) =>
      english.has(key)
        ? String((compiled.get(key) ?? compile(key)).format(values))
        : english.text(key, values),
    money: spelled(english.money),
    date: spelled(english.date),
    weekday: spelled(english.weekday),
    moment: spelled(english.moment),
    weight: spelled(english.weight),
  }
}

const spelled =
  <Given extends readonly unknown[]>(spell: (...given: Given) => string) =>
  (...given: Given): string =>
    marked(spell(...given))

type Part = ReturnType<IntlMessageFormat['getAst']>[number]

/** In the tree of a message kind 0 is plain text; what chooses (a plural, a select) holds trees for its choices. */
function inPseudo(part: Part): Part {
  if ('options' in part) {
    const options = Object.entries(part.options).map(([choice, { value, ...rest }]) => [
      choice,
      { ...rest, value: value.map(inPseudo) },
    ])
    return { ...part, options: Object.fromEntries(options) }
  }
  return isPlain(part) ? { ...part, value: pseudo(part.value) } : part
}

function isPlain(part: Part): part is Extract<Part, { type: 0 }> {
  const kind: number = part.type
  return kind === 0
}

type Catalogue = { readonly [key: string]: string | Catalogue }

const catalogue = (directory: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(directory).flatMap((file) =>
      flatten(basename(file, '.json'), JSON.parse(readFileSync(join(directory, file), 'utf8')) as Catalogue),
    ),
  )

const flatten = (prefix: string, entries: Catalogue): [string, string][] =>
  Object.entries(entries).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}.${key}`, value]] : flatten(`${prefix}.${key}`, value),
  )
