/** Whatever is refused is told in words, in every language. */
import { locales, openTexts } from '../../server/texts/texts.ts'
import { server } from '../sources.ts'

const texts = openTexts('templates/locales')

/** Codes as the sources spell them: `refuse('conflict', 'already-approved'` and `{ code: 'missing-field', path`. */
const codes = new Map(
  server
    .filter(({ file }) => file.endsWith('.ts'))
    .flatMap(({ file, text }) =>
      [
        ...text.matchAll(/\brefuse\(\s*'[a-z-]+',\s*'([a-z0-9-]+)'/g),
        ...text.matchAll(/\bcode: '([a-z0-9-]+)',\s*path\b/g),
      ].map(([, code = '']): [string, string] => [code, file]),
    ),
)

test('the sources refuse in many ways', () => {
  expect(codes.size).toBeGreaterThan(20)
})

test.each(locales)('every code of a refusal has its text in %s', (locale) => {
  const { has } = texts(locale)
  expect([...codes].filter(([code]) => !has(`faults.${code}`))).toEqual([])
})
