/** A reseller's invoice as R27 wants it, drawn for the demonstration: plainly a sample, and complete. */
import { Temporal } from 'temporal-polyfill'
import { openFonts } from '../documents/fonts.ts'
import { openSheet } from '../documents/pdf.ts'
import type { Application } from '../programmes/application.ts'

/** A one-page PDF. The same application gives the same bytes. */
export function drawProof({ participant, purchase, units }: Application): Promise<Buffer> {
  const sheet = openSheet({
    title: `Sample invoice ${purchase.invoiceNumber}`,
    author: purchase.sellerName,
    language: 'da',
    createdAt: Temporal.Instant.from(`${purchase.boughtOn}T09:00:00Z`),
    fonts: openFonts('templates/fonts'),
  })
  const { street, postcode, city } = participant.address
  sheet.text(purchase.sellerName, { x: 20, y: 20, size: 18, face: 'bold' })
  sheet.text('Industrivej 4, 2605 Brøndby · CVR 99990015', { x: 20, y: 30, size: 9 })
  sheet.text([participant.company, street, `${postcode} ${city}`].join('\n'), { x: 20, y: 50, size: 11 })
  sheet.text(`Faktura ${purchase.invoiceNumber}`, { x: 20, y: 80, size: 14, face: 'bold' })
  sheet.text(`Dato: ${purchase.boughtOn}`, { x: 20, y: 90, size: 11 })
  units.forEach(({ product }, index) => {
    sheet.text(`${product.model}   Serienr. ${product.serial}`, { x: 20, y: 105 + index * 8, size: 11 })
  })
  sheet.text('SAMPLE – demonstration only', { x: 20, y: 270, size: 9 })
  return sheet.finish()
}
