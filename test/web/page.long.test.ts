import { readdirSync, readFileSync } from 'node:fs'
import { rendered, samples, someLocales, statesOf } from '../../scripts/samples/site.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { formView } from '../../server/web/form-view.ts'
import { inLanguage, openPages } from '../../server/web/page.ts'

const texts = openTexts('templates/locales')
const pages = openPages({ texts, directory: 'templates/pages', asset: (name) => `/assets/${name}` })

const shown = samples.flatMap((sample) => {
  const [english, ...others] = someLocales(sample)
  return statesOf(sample).flatMap((state) =>
    (state === 'full' ? [english, ...others] : [english]).map((locale) => ({ sample, locale, state })),
  )
})

/** All that was drawn of a template in English. */
const drawn = new Map<string, string>()

test.each(shown)(
  '$sample.name, $state, in $locale holds a title, one heading, each id once and no inline style or script',
  async ({ sample, locale, state }) => {
    const html = await rendered(sample, locale, state)
    if (locale === 'en') drawn.set(sample.template, (drawn.get(sample.template) ?? '') + html)
    expect(html).toMatch(/<title>\s*\S[^<]* – Backhaul<\/title>/)
    expect(html.match(/<h1[ >]/g)).toHaveLength(1)
    expect(html).not.toMatch(/ style="|<style|<script>|<script type="module">| on[a-z]+="/)
    expect(html).not.toMatch(/undefined|\[object |NaN/)
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids).toEqual([...new Set(ids)])
  },
)

const templatesIn = (folder: string): string[] =>
  readdirSync(`templates/pages/${folder}`)
    .filter((file) => file.endsWith('.njk'))
    .map((file) => `${folder}${file.replace('.njk', '')}`)

test('every template of a page has a sample', () => {
  const shownOnes = new Set(samples.map(({ template }) => template))
  expect(
    [...templatesIn(''), ...templatesIn('desk/')].filter((template) => !shownOnes.has(template)),
  ).toEqual([])
})

test('what a page says when there is nothing, and its summary of faults, are seen in one of its states', () => {
  const unseen = [...drawn].flatMap(([template, html]) => {
    const source = readFileSync(`templates/pages/${template}.njk`, 'utf8')
    const said = [...source.matchAll(/ empty\(t\('([^']+)'\)\)/g)].map(([, key = '']) => key)
    const silent = said.filter((key) => !html.includes(`<div class="empty"><p>${texts('en').text(key)}`))
    const isRefused = !/\bfaults\(form\)/.test(source) || html.includes('govuk-error-summary')
    return [...silent, ...(isRefused ? [] : ['its faults'])].map((what) => `${template}: ${what}`)
  })
  expect(unseen).toEqual([])
})

test('what people typed is escaped', () => {
  const hostile = '"><script>alert(1)</script>'
  const html = pages.render('en', 'sign-in', {
    page: { url: `/sign-in?next=${hostile}` },
    form: formView({ area: 'desk', texts: texts('en'), typed: { email: hostile } }),
  })
  expect(html).not.toContain('<script>alert')
})

test('a password is never given back', () => {
  const typed = { email: 'mette@example.dk', password: 'secret words' }
  const html = pages.render('en', 'sign-in', {
    page: { url: '/sign-in' },
    form: formView({ area: 'desk', texts: texts('en'), typed }),
  })
  expect(html).toContain('mette@example.dk')
  expect(html).not.toContain('secret words')
})

test('amounts, dates and weights are written as the reader writes them', async () => {
  const label = samples.find(({ name }) => name === 'status-label')
  if (!label) throw new Error('no sample status-label')
  const danish = await rendered(label, 'da')
  expect(danish).toContain('22. december 2026')
  expect(danish.replaceAll('\u00a0', ' ')).toContain('1.500,00 kr.')
  expect((await rendered(label, 'en')).replaceAll('\u00a0', ' ')).toContain('DKK 1,500.00')
})

test('the language switch stays on the page and keeps its query', () => {
  expect(inLanguage('/claims/TI-7K3M-92QF?key=a%26b', 'da')).toBe('/claims/TI-7K3M-92QF?key=a%26b&lang=da')
})
