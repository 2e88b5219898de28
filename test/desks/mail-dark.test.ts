/** The preview of a mail in dark stands on how its HTML spells its rules for dark. */
import { inDark } from '../../server/desks/mail-dark.ts'
import { openMailTemplates } from '../../server/mail/render.ts'
import { sampleLetter } from '../../server/mail/samples.ts'
import { openTexts } from '../../server/texts/texts.ts'

const words = (html: string): string => html.replaceAll(/<style[\s\S]*?<\/style>|<[^>]*>/g, '')

test('no rule for dark waits for the setting of the reader, and nothing else changes', async () => {
  const templates = openMailTemplates({ directory: 'templates', texts: openTexts('templates/locales') })
  const { html } = await templates.render(sampleLetter('approved', 'en'))
  expect(html).toMatch(/prefers-color-scheme:\s*dark/)
  const dark = inDark(html)
  expect(dark).not.toMatch(/prefers-color-scheme|light dark/)
  expect(dark).toContain('@media all')
  expect(words(dark)).toBe(words(html))
})
