/** Every language says the same things: the same messages, each with the same values in it. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { locales, type Locale } from '../../server/texts/texts.ts'

const directory = 'templates/locales'
const model = 'en'

type Catalogue = { readonly [key: string]: string | Catalogue }

const messages = (locale: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(join(directory, locale)).flatMap((file) =>
      flatten(
        basename(file, '.json'),
        JSON.parse(readFileSync(join(directory, locale, file), 'utf8')) as Catalogue,
      ),
    ),
  )

const flatten = (prefix: string, catalogue: Catalogue): [string, string][] =>
  Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}.${key}`, value]] : flatten(`${prefix}.${key}`, value),
  )

/** The names of the values that a message takes, or undefined when it is no ICU message. */
function valuesIn(message: string): string | undefined {
  const names = new Set<string>()
  try {
    JSON.stringify(parse(message), (_, part: unknown) => {
      if (isArgument(part)) names.add(part.value)
      return part
    })
    return [...names].toSorted().join()
  } catch {
    return undefined
  }
}

const parse = (message: string): unknown =>
  new IntlMessageFormat(message, model, undefined, { ignoreTag: true }).getAst()

/** In the tree of a message, kind 0 is plain text and kind 7 the number sign of a plural. */
const isArgument = (part: unknown): part is { value: string } =>
  typeof part === 'object' &&
  part !== null &&
  'type' in part &&
  'value' in part &&
  part.type !== 0 &&
  part.type !== 7 &&
  typeof part.value === 'string'

test('every language has its folder', () => {
  expect(readdirSync(directory).toSorted()).toEqual([...locales].toSorted())
})

test.each(locales)('every message in %s can be read and says something', (locale) => {
  const wrong = [...messages(locale)].filter(
    ([, message]) => message.trim() === '' || valuesIn(message) === undefined,
  )
  expect(wrong.map(([key]) => key)).toEqual([])
})

const ours = messages(model)

describe.each(locales.filter((locale) => locale !== model))('%s', (locale) => {
  const theirs = messages(locale)

  test('has the same messages', () => {
    expect([...theirs.keys()].toSorted()).toEqual([...ours.keys()].toSorted())
  })

  test('takes the same values in each', () => {
    const different = [...ours].filter(([key, message]) => {
      const other = theirs.get(key)
      return other !== undefined && valuesIn(other) !== valuesIn(message)
    })
    expect(different.map(([key]) => key)).toEqual([])
  })
})

/** Forms of address that a language does not use: Danish speaks to a business (I, jeres), the others as the words left out. */
const otherForms: readonly (readonly [Locale, RegExp])[] = [
  ['da', word('du|dig|din|dit|dine')],
  ['nb', word('dere|deres')],
  ['sv', word('ni|er|ert|era')],
  ['fi', word(String.raw`te|teidän|teitä|teille|teiltä|teillä|olette|voitte|\p{L}{3,}(?<!tila)nne`)],
  ['de', word(String.raw`du|dich|dir|dein\p{L}*|euch|eure\p{L}*`)],
  ['fr', word('tu|toi|ton|ta|tes')],
  ['nl', word('je|jij|jou|jouw|jullie')],
  ['zh', /你/],
]

test.each(otherForms)('%s speaks to its readers in one form of address', (locale, form) => {
  const strays = [...messages(locale)].filter(([, message]) => form.test(message))
  expect(strays).toEqual([])
})

/** One of these as a whole word; `\b` would end a word at an å. */
function word(one: string): RegExp {
  return new RegExp(String.raw`(?<!\p{L})(?:${one})(?!\p{L})`, 'iu')
}
