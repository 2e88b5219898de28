/** No text stands in a template or in code: rendered in pseudo-English, every page and mail is foreign but for its data. */
import { readFileSync } from 'node:fs'
import { samples } from '../../scripts/samples/site.ts'
import { openMailTemplates } from '../../server/mail/render.ts'
import { mailNames, sampleLetter } from '../../server/mail/samples.ts'
import { guideNames, openGuides } from '../../server/help/guides.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { openPages } from '../../server/web/page.ts'
import { literalsIn } from '../literals.ts'
import { sourcesIn } from '../sources.ts'
import { pseudoTexts } from './pseudo.ts'
import { bare, folded, shownIn, stringsIn } from './shown.ts'

const texts = pseudoTexts(openTexts('templates/locales')('en'), 'templates/locales/en')
const pages = openPages({
  texts: () => texts,
  directory: 'templates/pages',
  asset: (name) => `/assets/${name}`,
})
const mails = openMailTemplates({ directory: 'templates', texts: () => texts })

/** Words that the samples themselves spell. What the server's code adds to their values is no data. */
const spelled = [
  ...sourcesIn('scripts/samples', ['.ts']).map(({ text }) => text),
  readFileSync('server/mail/samples.ts', 'utf8'),
].flatMap((source) => literalsIn(source).map(({ text }) => folded(text)))

const programmes = folded(
  sourcesIn('templates/programmes', ['.yaml'])
    .map(({ text }) => text)
    .join(' '),
)

/** The guides are written in their documents, each in its languages. */
const documented = new Set(
  guideNames.flatMap((name) => {
    const { title, html } = openGuides('docs').guide(name, 'en', '')
    return [title, ...shownIn(`<main>${html}</main>`)]
  }),
)

/** What of a sample's values is data: words of the samples, of programme files and of documents. */
function dataOf(values: unknown): string[] {
  // A row of the value table is named by its category and its condition, in charts too.
  const told = stringsIn(values)
    .flatMap((text) => (/^\s*</.test(text) ? shownIn(`<main>${text}</main>`) : text))
    .flatMap((text) => [text, ...text.split(', ')])
  const all = told.join('\n')
  return [
    ...spelled.filter((text) => all.includes(text)),
    ...told.filter((text) => programmes.includes(text) || documented.has(text)),
  ]
}

test.each(samples)('the page $name says nothing that is not in the catalogue', async (sample) => {
  const values = { ...sample.values(texts), ...(await sample.drawn?.(texts)) }
  const html = pages.render('en', sample.template, values)
  expect(bare(shownIn(html), dataOf(values))).toEqual([])
})

test.each(mailNames)('the mail %s says nothing that is not in the catalogue', async (name) => {
  const letter = sampleLetter(name)
  const { subject, text, html } = await mails.render(letter)
  expect(bare([subject, ...text.split('\n'), ...shownIn(`<main>${html}</main>`)], stringsIn(letter))).toEqual(
    [],
  )
})

test('a text outside the catalogue is found, be it shown or read out', () => {
  const html = `<main><p>${texts.text('pages.errors.title')}</p><p>Ship by tomorrow</p><img alt="A parcel"><code>npm start</code></main>`
  expect(bare(shownIn(html), ['tomorrow'])).toEqual(['Ship by tomorrow', 'A parcel'])
})
