import { openMailTemplates } from '../../server/mail/render.ts'
import type { Letter } from '../../server/mail/mails.ts'
import { locales, openTexts } from '../../server/texts/texts.ts'
import { mailNames, sampleLetter } from '../../server/mail/samples.ts'

const templates = openMailTemplates({ directory: 'templates', texts: openTexts('templates/locales') })
const everyMail = locales.flatMap((locale) => mailNames.map((name) => ({ name, locale })))
const version = async (letter: Letter) => (await templates.render(letter)).templateVersion
const figures = (part: string) => new Set(part.match(/\d+[.,]\d{2,3}(?:[.,]\d{2})?|\d{1,2}\.? \p{L}+ 2026/gu))
const written = (html: string) => html.replace(/<!--[\s\S]*?-->/g, '').replace(/<style[\s\S]*?<\/style>/g, '')

test.each(everyMail)(
  '$name ($locale) quotes the reference and the contacts (R29)',
  async ({ name, locale }) => {
    const { subject, text, html } = await templates.render(sampleLetter(name, locale))
    expect(subject).toContain('TI-7K3M-92QF')
    for (const part of [text, written(html)])
      for (const needed of [
        'TI-7K3M-92QF',
        'help@trade-in.example',
        '+45 70 12 34 56',
        'Søren Ærø Åkjær',
        'TechProtect',
      ])
        expect(part).toContain(needed)
    expect(`${text}${html}`).not.toMatch(/\{\{|\{%|undefined|\[object|<mj-|NaN/)
    expect(html).toContain(`lang="${locale}"`)
  },
)

test.each(everyMail)('$name ($locale) loads nothing from elsewhere', async ({ name, locale }) => {
  const { html } = await templates.render(sampleLetter(name, locale))
  expect(html).not.toMatch(/<(img|link|script|iframe)\b|@import|url\(/i)
})

/** Gmail cuts a mail off at 102 KB, and reads colours of our own for a dark ground only where a mail says that it has them. */
const bytesAtMost = 100_000

test.each(everyMail)(
  '$name ($locale) is short, and has colours for a dark ground',
  async ({ name, locale }) => {
    const { html } = await templates.render(sampleLetter(name, locale))
    expect(Buffer.byteLength(html)).toBeLessThan(bytesAtMost)
    expect(html).toContain('<meta name="color-scheme" content="light dark"')
    expect(html).toContain('@media (prefers-color-scheme: dark)')
  },
)

test.each(everyMail)('$name ($locale): text and HTML tell the same figures', async ({ name, locale }) => {
  const { text, html } = await templates.render(sampleLetter(name, locale))
  expect(figures(text)).toEqual(figures(written(html)))
})

test('a document of a participant without VAT is called a settlement note and shows no VAT (R49)', async () => {
  const letter = sampleLetter('proposal')
  const facts = {
    kind: 'settlement-note',
    version: 1,
    total: { amountMinor: 90_000, currency: 'DKK' },
    acceptUrl: 'https://x.example',
    payBy: '2026-04-30',
  }
  const { text } = await templates.render({ ...letter, facts } as Letter)
  expect(text).toContain('settlement note')
  expect(text).not.toMatch(/VAT|invoice/)
})

test('above the limit the approval speaks of a pick-up and of no post office (R34)', async () => {
  const letter = sampleLetter('approved')
  const { text } = await templates.render({
    ...letter,
    facts: { ...letter.facts, way: 'pick-up', weightGrams: 64_000 },
  })
  expect(text).toMatch(/64\.0 kg.*collects/)
  expect(text).not.toMatch(/return label|post office/i)
})

test('both dates stand in the approval (R21, R22)', async () => {
  const { text } = await templates.render(sampleLetter('approved', 'da'))
  expect(text).toContain('1. april 2026')
  expect(text).toContain('17. april 2026')
})

test('what people typed is escaped in HTML and plain in text', async () => {
  const name = `Søn & <b>Datter</b> "ApS" 'Æ'`
  const { text, html } = await templates.render({
    ...sampleLetter('received'),
    to: { name, address: 'a@b.example' },
  })
  expect(text).toContain(name)
  expect(html).toContain('Søn &amp; &lt;b&gt;Datter&lt;/b&gt; &quot;ApS&quot; &#39;Æ&#39;')
  expect(html).not.toContain('<b>Datter')
})

test('a name cannot pretend to be a template, nor begin a new line', async () => {
  const name = '{{ letterhead }}\r\nBcc: all@x.example\u2028{name}'
  const { text, subject } = await templates.render({
    ...sampleLetter('paid'),
    reference: 'TI-1\nTI-2',
    to: { name, address: 'a@b.example' },
  })
  expect(text).toContain('{{ letterhead }} Bcc: all@x.example {name}')
  expect(subject).toBe('We have paid you: TI-1 TI-2')
})

test('the version changes with the language, not with the facts (R95)', async () => {
  const english = await version(sampleLetter('paid'))
  expect(english).toMatch(/^[0-9a-f]{64}$/)
  expect(await version({ ...sampleLetter('paid'), reference: 'TI-2' })).toBe(english)
  expect(await version(sampleLetter('paid', 'da'))).not.toBe(english)
})
