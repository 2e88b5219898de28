/**
 * What was found and shown, on paper (R42, R43): declared beside found, every reason, the row that priced it, the
 * checklist, the photos. It goes to the participant with the new offer, and to whoever hears an appeal. Draws facts;
 * reads no database.
 */
import { Temporal } from 'temporal-polyfill'
import { money, type Currency } from '../base/money.ts'
import { legible, type Fonts } from '../documents/fonts.ts'
import { openSheet } from '../documents/pdf.ts'
import type { Sheet } from '../documents/sheet.ts'
import type { Locale } from '../texts/texts.ts'
import { heading, left, paragraph, room, rows, section, slate, width, type PaperTools } from './paper.ts'

/** Everything that the paper says. Names are in the reader's language already; codes have their texts. */
export type PackFacts = {
  readonly reference: string
  readonly unit: number
  readonly device: string
  readonly company: string
  readonly centre: string
  readonly foundAt: string
  readonly timeZone: string
  /** By name of the row under `audit.pack.row`: what was declared, what was found. */
  readonly rows: readonly (readonly [row: string, declared: string, found: string])[]
  readonly reasons: readonly { readonly code: string; readonly clause: string }[]
  /** R42: what the participant said to whoever looks again, in own words, and when (an instant). */
  readonly appeal?: { readonly words: string; readonly at: string }
  readonly checks: readonly { readonly check: string; readonly answer: string }[]
  readonly offer: {
    readonly currency: string
    readonly beforeMinor: number
    readonly nowMinor: number
    readonly row: string
    readonly rule: string
    readonly clause: string
  }
  readonly ifDeclined: string
  readonly answerBy: string
  readonly photos: readonly { readonly sha256: string; readonly kind: string }[]
}

/** The PDF; photos that are missing from the vault are an error, since the paper would prove nothing without them. */
export async function drawEvidencePack(
  facts: PackFacts,
  locale: Locale,
  { fonts, texts, picture }: PaperTools & { readonly fonts: Fonts },
): Promise<Buffer> {
  const said = (key: string, values?: Parameters<typeof texts.text>[1]) =>
    texts.text(`audit.pack.${key}`, values)
  const foundAt = Temporal.Instant.from(facts.foundAt)
  const title = said('title', { device: facts.device })
  const sheet = openSheet({ fonts, title, author: facts.centre, language: locale, createdAt: foundAt })
  const at = texts.moment(foundAt, facts.timeZone)
  const { reference, unit, company, centre } = facts
  let y = heading(sheet, title, said('subtitle', { reference, unit, company, centre, at }))
  y = section(sheet, said('compared'), y)
  y = rows(
    sheet,
    [
      ['', said('declared'), said('found')],
      ...facts.rows.map(([row, ...both]) => [said(`row.${row}`), ...both]),
    ],
    y,
  )
  y = section(sheet, said('why'), y)
  for (const { code, clause } of facts.reasons)
    y = paragraph(sheet, said('reason', { reason: texts.text(`reasons.${code}`), clause }), y)
  if (facts.appeal) {
    const words = legible(fonts, facts.appeal.words)
    y = appeal(sheet, { ...facts.appeal, words }, facts.timeZone, texts, y)
  }
  y = section(sheet, said('offer'), y + 2)
  y = rows(sheet, offerRows(facts, said, texts.money), y)
  y = paragraph(sheet, said(`declined.${facts.ifDeclined}`), y, 9)
  y = section(sheet, said('checklist'), y + 2)
  y = rows(
    sheet,
    facts.checks.map(({ check, answer }) => [
      texts.text(`desk.fields.checks.${check}.label`),
      texts.text(`desk.answer.${answer}`),
    ]),
    y,
  )
  await drawPhotos(
    sheet,
    facts,
    { texts, picture },
    section(sheet, said('photos'), y, photoHeight + captionHeight),
  )
  return sheet.finish()
}

/** Word for word, each line as it was typed. */
function appeal(
  sheet: Sheet,
  { words, at }: NonNullable<PackFacts['appeal']>,
  timeZone: string,
  texts: PaperTools['texts'],
  y: number,
): number {
  const when = texts.moment(Temporal.Instant.from(at), timeZone)
  const from = section(sheet, texts.text('audit.pack.appeal', { at: when }), y + 2)
  const lines = words.split(/\r?\n/).filter((line) => line.trim() !== '')
  return lines.reduce((below, line) => paragraph(sheet, line, below), from)
}

type Said = (key: string, values?: Parameters<PaperTools['texts']['text']>[1]) => string

function offerRows(
  { offer, answerBy }: PackFacts,
  said: Said,
  written: PaperTools['texts']['money'],
): string[][] {
  const amount = (minor: number): string => written(money(minor, offer.currency as Currency))
  const { row, rule, clause } = offer
  return [
    [said('before'), amount(offer.beforeMinor)],
    [said('now'), amount(offer.nowMinor)],
    [said('priced'), said('priced-by', { row, rule, clause })],
    ...(answerBy === '' ? [] : [[said('answer-by'), answerBy]]),
  ]
}

const photoHeight = 62
const captionHeight = 7

/** Two in a row, each with what it shows. */
async function drawPhotos(
  sheet: Sheet,
  { photos }: PackFacts,
  { texts, picture }: PaperTools,
  y: number,
): Promise<void> {
  const column = (width - 6) / 2
  let from = y
  for (const [place, { sha256, kind }] of photos.entries()) {
    const isLeft = place % 2 === 0
    if (isLeft)
      from = room(sheet, place === 0 ? from : from + photoHeight + captionHeight, photoHeight + captionHeight)
    const x = isLeft ? left : left + column + 6
    sheet.picture(await picture(sha256), { x, y: from, width: column, height: photoHeight })
    const caption = texts.text(`desk.photo-kind.${kind}`)
    sheet.text(caption, { x, y: from + photoHeight + 0.8, width: column, size: 8.5, lines: 1, colour: slate })
  }
}
