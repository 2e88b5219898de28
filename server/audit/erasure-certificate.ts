/**
 * That no data were found on a device, on paper with its serial number (R8), sealed like a label. Says what was done and
 * by which report, and no more than that. Draws facts; reads no database.
 */
import { Temporal } from 'temporal-polyfill'
import type { Fonts } from '../documents/fonts.ts'
import { openSheet } from '../documents/pdf.ts'
import type { Locale } from '../texts/texts.ts'
import { heading, paragraph, rows, section, type PaperTools } from './paper.ts'

export type ErasureFacts = {
  /** `TI-7K3M-92QF-1-2`: claim, device, audit. */
  readonly number: string
  readonly reference: string
  readonly device: string
  readonly serial: string
  readonly company: string
  readonly centre: string
  readonly examinedAt: string
  readonly timeZone: string
  /** Whether its owner had stated that everything was deleted. */
  readonly stated: 'yes' | 'no'
  /** `none-present`: there was no storage that could be read. */
  readonly finding: 'no-data' | 'none-present'
  /** The report of an erasure program about this very device. */
  readonly report?: {
    readonly tool: string
    readonly method: string
    readonly finishedAt: string
    readonly serials: readonly string[]
    readonly sha256: string
  }
}

/** The PDF, not yet sealed. */
export function drawErasureCertificate(
  facts: ErasureFacts,
  locale: Locale,
  { fonts, texts }: Pick<PaperTools, 'texts'> & { readonly fonts: Fonts },
): Promise<Buffer> {
  const said = (key: string, values?: Parameters<typeof texts.text>[1]) =>
    texts.text(`audit.certificate.${key}`, values)
  const at = Temporal.Instant.from(facts.examinedAt)
  const { number, company, centre, report } = facts
  const sheet = openSheet({
    fonts,
    title: `${said('title')} ${number}`,
    author: centre,
    language: locale,
    createdAt: at,
  })
  let y = heading(sheet, said('title'), said('subtitle', { number, centre }))
  y = section(sheet, said('device'), y)
  y = rows(
    sheet,
    [
      [said('row.device'), facts.device],
      [said('row.serial'), facts.serial],
      [said('row.company'), company],
      [said('row.reference'), facts.reference],
      [said('row.examined'), texts.moment(at, facts.timeZone)],
    ],
    y,
  )
  y = section(sheet, said('found'), y)
  y = paragraph(sheet, said(`finding.${facts.finding}`), y)
  y = paragraph(sheet, said(`stated.${facts.stated}`), y)
  if (report) {
    y = section(sheet, said('report'), y + 3)
    y = rows(
      sheet,
      [
        [said('row.tool'), report.tool || '-'],
        [said('row.method'), report.method || '-'],
        [said('row.finished'), report.finishedAt || '-'],
        [said('row.serials'), report.serials.join(', ')],
        [said('row.hash'), report.sha256],
      ],
      y,
    )
  }
  paragraph(sheet, said('sealed'), y + 4, 8.5)
  return sheet.finish()
}
