/** Draws the signed self-billing agreement (R48): the text as it was signed, both sides, who signed and when. */
import { Temporal } from 'temporal-polyfill'
import type { AgreementFacts } from '../claims/agreeing.ts'
import { openSheet } from '../documents/pdf.ts'
import type { Locale } from '../texts/texts.ts'
import type { DrawingTools } from './invoice.ts'
import {
  accent,
  ink,
  label,
  left,
  panel,
  paragraph,
  rule,
  slate,
  stackedLabel,
  tint,
  top,
  width,
  type Page,
} from './page.ts'
import { inBoth, localisedText } from './words.ts'

/** PDF in the seller's language and in English. The same facts give the same bytes. */
export function drawAgreement(
  facts: AgreementFacts,
  locale: Locale,
  { fonts, texts }: DrawingTools,
): Promise<Buffer> {
  const words = { own: texts(locale), ...(locale !== 'en' && { english: texts('en') }) }
  const sheet = openSheet({
    fonts,
    title: `${words.own.text('invoice.agreement.title')} ${facts.name}`,
    author: facts.signedFor,
    language: locale,
    createdAt: Temporal.Instant.from(facts.signedAt),
    archival: true,
  })
  const page: Page = { sheet, words }
  tint(page, { x: left, y: top, width: 12, height: 1.2 }, accent)
  const head = { x: left, width, lines: 1 } as const
  let y = sheet.text(words.own.text('invoice.agreement.title'), {
    ...head,
    y: top + 4,
    size: 20,
    face: 'bold',
    colour: ink,
  })
  y = sheet.text(inBoth(words, 'agreement.named', { name: facts.name, reference: facts.reference }), {
    ...head,
    y,
    size: 10,
    colour: slate,
  })
  y = drawSides(page, facts, y + 8)
  y = paragraph(page, (spoken) => localisedText(facts.text, spoken), { x: left, y: y + 6, width, size: 10.5 })
  drawSignatures(page, facts, y + 10)
  return sheet.finish()
}

function drawSides(page: Page, { seller, buyer }: AgreementFacts, y: number): number {
  const bottoms = [['seller', seller] as const, ['buyer', buyer] as const].map(([role, side], column) => {
    const x = left + column * 90
    const below = label(page, `party.${role}`, { x, y, width: 80 })
    const named = page.sheet.text(side.name, {
      x,
      y: below + 0.8,
      width: 80,
      size: 10.5,
      face: 'bold',
      colour: ink,
    })
    return page.sheet.text(side.lines.join('\n'), { x, y: named, width: 80, size: 9, colour: slate })
  })
  return Math.max(...bottoms)
}

function drawSignatures(page: Page, facts: AgreementFacts, y: number): void {
  const { sheet, words } = page
  tint(page, { x: left, y, width, height: 24 }, panel)
  const signers = [['signed-by', facts.signedBy] as const, ['signed-for', facts.signedFor] as const]
  for (const [column, [key, name]] of signers.entries()) {
    const x = left + 5 + column * 86
    const below = stackedLabel(page, `agreement.${key}`, { x, y: y + 3, width: 78 })
    const under = sheet.text(name, {
      x,
      y: below + 1,
      width: 78,
      size: 12,
      // As long as the form lets a name be: what cannot be set would keep the mail back.
      smallest: 5.5,
      height: 12,
      face: 'bold',
      colour: ink,
    })
    sheet.line({ x1: x, y1: under + 1, x2: x + 78, y2: under + 1, thickness: 0.2, colour: rule })
  }
  const at = Temporal.Instant.from(facts.signedAt)
  const { series, textSha256: hash } = facts
  const how = { x: left, width, size: 8.5 }
  const told = (spoken: Page['words']['own']): string =>
    spoken.text('invoice.agreement.how', { at: spoken.moment(at, facts.timeZone), series })
  const below = paragraph(page, told, { ...how, y: y + 28 })
  sheet.text(words.own.text('invoice.agreement.hash', { hash }), {
    ...how,
    y: below + 1.5,
    size: 7.5,
    lines: 1,
    colour: slate,
  })
}
