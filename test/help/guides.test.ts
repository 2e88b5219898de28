/** The guides as pages: each in every language that it is written in, under our policy, its links and pictures served. */
import { existsSync } from 'node:fs'
import { guideNames, openGuides } from '../../server/help/guides.ts'
import { rendered } from '../../server/help/markdown.ts'
import { locales } from '../../server/texts/texts.ts'

const guides = openGuides('docs')
const all = guideNames.flatMap((name) => locales.map((locale) => ({ name, locale })))
const found = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map(([, one]) => one ?? '')

test.each(all)('$name in $locale leads only to what is served, with nothing inline', ({ name, locale }) => {
  const { title, html } = guides.guide(name, locale, 'Table')
  expect(title).toMatch(/^\S/)
  expect(html).not.toMatch(/ style=|<script|<style| on[a-z]+=/)
  const served = [...guideNames, 'api'].map((one) => `/help/${one}`)
  const links = found(html, /<a href="([^"]+)"/g)
  expect(
    links.filter((link) => !served.includes(link) && !/^(?:https:|#|\/(?:desk|account|proof))/.test(link)),
  ).toEqual([])
  const pictures = found(html, /<img src="\/help\/pictures\/([^"]+)"/g)
  expect(pictures.filter((picture) => !guides.picture(picture))).toEqual([])
  expect(html.match(/<img /g) ?? []).toHaveLength(pictures.length)
})

test.each(locales)(
  'participants read theirs in %s, with the parts and pictures of the English one',
  (locale) => {
    const [own, english] = [guides.guide('participants', locale, ''), guides.guide('participants', 'en', '')]
    expect(own.language).toBe(locale)
    for (const part of [/<h2>/g, /<img /g, /<li>/g, /<code>/g])
      expect(own.html.match(part)).toHaveLength(english.html.match(part)?.length ?? 0)
  },
)

test('a table is called what each reader calls it, whoever read the page before', () => {
  for (const name of ['Table', 'Tabel'])
    expect(guides.guide('programme-files', 'en', name).html).toContain(`aria-label="${name} 1"`)
})

test('a picture is one of the documentation, whatever an address says', () => {
  for (const name of ['../guide/managers.md', '..%2Fdata', 'missing.webp', '.webp'])
    expect(guides.picture(name)).toBeUndefined()
  expect(existsSync('docs/pictures/what-if.webp')).toBe(true)
})

test('what stands in a document is text, and links to what is not served are words', () => {
  const places = { hrefOf: () => undefined, pictureOf: () => '/p"', tableName: 'T"' }
  const { title, html } = rendered(
    '# One\n\n<script>x</script> [a](javascript:x) [b](decisions/1.md) ![<i>](p.webp)\n\n| a |\n| -: |\n| `<b>` |\n\n```js\n<u>\n```\n',
    places,
  )
  expect(title).toBe('One')
  expect(html).not.toMatch(/<(?:script|i|b|u)>|<a |style=|="[^"]*"[^ >]/)
  expect(html).toContain('&lt;script&gt;')
})
