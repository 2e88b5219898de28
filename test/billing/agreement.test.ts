import { drawAgreement } from '../../server/billing/agreement.ts'
import { openFonts } from '../../server/documents/fonts.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { seenIn } from './visible-text.ts'

const tools = { fonts: openFonts('templates/fonts'), texts: openTexts('templates/locales') }

test.each([
  ['wide letters', 'W'.repeat(120)],
  ['one word', 'Maximiliane'.repeat(11).slice(0, 120)],
])('a signer’s name as long as the form lets it be, of %s, is drawn whole (R48)', async (_, signedBy) => {
  const side = { name: 'Virksomhed ApS', lines: ['Kongensgade 1', 'DK-8000 Aarhus C'] }
  const facts = {
    name: 'Self-billing agreement',
    reference: 'TI-7K3M-92QF',
    version: '1',
    text: { en: 'Both sides agree.' },
    textSha256: '0'.repeat(64),
    series: 'TI-SB',
    seller: side,
    buyer: side,
    signedBy,
    signedFor: 'TechProtect GmbH',
    signedAt: '2026-03-02T09:00:00Z',
    timeZone: 'Europe/Copenhagen',
  }
  const { pages } = await seenIn(await drawAgreement(facts, 'en', tools))
  expect(pages).toHaveLength(1)
  expect(pages[0]?.replaceAll(/\s/g, '')).toContain(signedBy)
})
