import bwipjs from 'bwip-js/node'
import sharp from 'sharp'
import { Temporal } from 'temporal-polyfill'
import { drawPage } from '../../../server/evidence/pdfs.ts'
import { compare } from '../../../server/evidence/reading/compare.ts'
import { barcodesIn, textIn } from '../../../server/evidence/reading/pictures.ts'
import { pdf, photo } from '../hostile.ts'

test('a scanned invoice is read by OCR, surely enough to find its facts (R27)', async () => {
  const lines = [
    'Søllerød Værft ApS',
    'Fakturanr.: 2020-10473',
    'Fakturadato: 14. marts 2020',
    'Serienr. PF2ABC12',
  ]
  const scan = await sharp(await drawPage(await pdf({ lines }), 1))
    .jpeg()
    .toBuffer()
  const findings = compare([{ text: await textIn(scan, 'dan'), barcodes: [] }], {
    buyer: 'Søllerød Værft',
    invoiceNumber: '2020-10473',
    date: Temporal.PlainDate.from('2020-03-14'),
    serials: ['PF2ABC12'],
  })
  expect(findings.map(({ fact, outcome }) => `${fact} ${outcome}`)).toEqual([
    'buyer found',
    'invoice-number found',
    'date found',
    'serial found',
  ])
})

test('a picture without text gives none', async () => {
  expect(await textIn(await photo({ width: 300, height: 200 }), 'eng')).toBe('')
})

test('a barcode is read from a label, held askew', async () => {
  const code = {
    bcid: 'code128',
    text: '1S30BE00AGMTPF2ABC12',
    scale: 3,
    padding: 20,
    backgroundcolor: 'ffffff',
  }
  const label = await sharp(await bwipjs.toBuffer(code))
    .rotate(8, { background: '#fff' })
    .jpeg()
    .toBuffer()
  expect(await barcodesIn(label)).toEqual([{ format: 'Code128', text: '1S30BE00AGMTPF2ABC12' }])
})
