import sharp, { type Sharp } from 'sharp'
import { openFonts } from '../../server/documents/fonts.ts'
import { openSheet } from '../../server/documents/pdf.ts'
import { openPicture } from '../../server/documents/picture.ts'
import { papers } from '../../server/documents/sheet.ts'
import { openTexts, type Locale } from '../../server/texts/texts.ts'
import {
  drawLabel,
  drawLabels,
  labelPapers,
  type LabelPaper,
  type LabelTools,
} from '../../server/shipping/label.ts'
import type { LabelFacts } from '../../server/shipping/label-facts.ts'
import { ssccOf } from '../../server/shipping/sscc.ts'
import { labelFacts, labelParcel } from './samples.ts'
import { differing, pagesOf, printed, scanned, textOn } from './paper.ts'

const texts = openTexts('templates/locales')
const address = `HTTPS://TI.EXAMPLE/L/${'A7'.repeat(72)}`
const tools = (locale: Locale = 'da'): LabelTools => ({
  fonts,
  texts: texts(locale),
  code: () => address,
})
const fonts = openFonts('templates/fonts')

const parcel = labelParcel
const facts = labelFacts(1)
const routing = { format: 'Code128', text: '(421)27620354' }
const expected = [
  { format: 'Code128', text: `(00)${ssccOf('9521234', 1)}` },
  { format: 'QRCode', text: address },
]

/** A smear of a third of a bar's width; a telephone's poor picture of a box that lies askew. */
const damages = (dpi: number): ((page: Sharp) => Sharp)[] => [
  (page) => page.blur((1.5 * dpi) / 203).png(),
  (page) => page.rotate(7, { background: '#fff' }).jpeg({ quality: 20 }),
]

describe('a scanner reads all codes', () => {
  const all: readonly LabelPaper[] = labelPapers
  test.each(all.flatMap((paper) => [203, 300].map((dpi) => [paper, dpi] as const)))(
    '%s at %d dpi',
    async (paper, dpi) => {
      const sheet = await printed(await drawLabel(facts, tools(), paper), dpi)
      // Of the A4 sheet only the label is on the box.
      const size = { width: Math.round((108 * dpi) / 25.4), height: Math.round((158 * dpi) / 25.4) }
      const label = paper === 'A4' ? sheet.extract({ left: 0, top: 0, ...size }) : sheet
      const page = await label.png().toBuffer()
      const codes = paper === 'A6' ? expected : [routing, ...expected]
      expect(await scanned(sharp(page))).toEqual(codes)
      for (const damage of damages(dpi))
        expect(await scanned(sharp(await damage(sharp(page)).toBuffer()))).toEqual(codes)
    },
  )

  test.each<[string, (page: Sharp) => Sharp]>([
    ['upside down', (page) => page.rotate(180).png()],
    ['faded', (page) => page.linear(0.45, 110).png()],
  ])('%s', async (_, damage) => {
    const page = await printed(await drawLabel(facts, tools(), 'A6'), 203)
    expect(await scanned(sharp(await damage(page).toBuffer()))).toEqual(expected)
  })

  test('each parcel of three has its own number and says which it is', async () => {
    const pdf = await drawLabel({ ...facts, parcels: [1, 2, 3].map((no) => parcel(no)) }, tools('en'))
    // It travels attached to a mail.
    expect(pdf.length).toBeLessThanOrEqual(200_000)
    expect(await pagesOf(pdf)).toBe(3)
    const third = await scanned(await printed(pdf, 203, 3))
    expect(third[1]?.text).toBe(`(00)${ssccOf('9521234', 3)}`)
    expect(await textOn(pdf, 3)).toContain('Parcel 3 of 3')
  })
})

describe('the quick sheet shows what pdfkit shows, dot by dot', () => {
  const signature = {
    name: 'Åse Łuczak',
    signedOn: '2026-03-03',
    strokes: [
      [[100, 800] as const, [300, 200] as const, [500, 900] as const],
      [[600, 600] as const, [900, 400] as const],
    ],
  }
  const sender = { ...facts.sender, name: 'Εταιρεία Żółć Ørsted Кирилл ApS' }
  const full: LabelFacts = { ...facts, signature, sender, symbols: ['gs1-datamatrix'], revision: 2 }
  test.each(labelPapers)('%s', async (paper) => {
    const plain = await drawLabel(full, { ...tools(), open: openSheet }, paper)
    // Twice: what is common is drawn for the first and stamped on the second.
    for (const quick of [await drawLabel(full, tools(), paper), await drawLabel(full, tools(), paper)]) {
      // Signed, and in four alphabets: as large as one comes that travels by mail.
      expect(quick.length).toBeLessThanOrEqual(200_000)
      const { most, share } = await differing(await printed(plain, 203), await printed(quick, 203))
      // Where an edge falls between two dots, the rasteriser's own rounding of a coordinate shows as a shade.
      expect(most).toBeLessThan(48)
      expect(share).toBeLessThan(1 / 10_000)
    }
    const [one, other] = await Promise.all(
      [plain, await drawLabel(full, tools(), paper)].map((pdf) => textOn(pdf)),
    )
    expect(one?.replaceAll(' ', '')).toBe(other?.replaceAll(' ', ''))
  })
})

test('a GS1 DataMatrix stands beside the devices where the programme wants it', async () => {
  const page = await printed(await drawLabel({ ...facts, symbols: ['gs1-datamatrix'] }, tools(), 'A6'), 203)
  const text = `(00)${ssccOf('9521234', 1)}(421)27620354`
  expect(await scanned(page, ['DataMatrix'])).toEqual([{ format: 'DataMatrix', text }])
})

test.each([
  ['a name', 'trade-in.a-rather-long-name-of-a-department.and-of-its-company.example'],
  ['an address as long as names can be', `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.example`],
])('a long host, %s, leaves the QR code its quiet zone', async (_, host) => {
  const code = `HTTPS://${host.toUpperCase()}/L/${'A7'.repeat(72)}`
  const sender = { ...facts.sender, name: 'W'.repeat(60), street: 'W'.repeat(60) }
  const pdf = await drawLabel({ ...facts, sender }, { ...tools(), code: () => code }, 'A6')
  expect(await scanned(await printed(pdf, 203), ['QRCode'])).toEqual([{ format: 'QRCode', text: code }])
  // Right of the addresses, from the black head down to the figures, nothing but the code is printed.
  const { data, info } = await (await printed(pdf, 203)).raw().toBuffer({ resolveWithObject: true })
  const dark = (x: number, y: number): boolean =>
    (data[(Math.round(y * 8) * info.width + Math.round(x * 8)) * info.channels] ?? 255) < 128
  const right = Array.from({ length: 60 }, (_unused, step) => 69.6 + step / 2)
  expect(right.filter((x) => dark(x, 45.2))).toEqual([])
})

test('many claims are one file, each in its own language', async () => {
  const labels = [
    { facts, texts: texts('da') },
    { facts: { ...facts, parcels: [parcel(2), parcel(3)] }, texts: texts('en') },
  ]
  const pdf = await drawLabels(labels, tools('en'), 'A6')
  expect(await pagesOf(pdf)).toBe(3)
  expect(await textOn(pdf, 1)).toContain('Returlabel')
  expect(await textOn(pdf, 3)).toContain('Parcel 3 of 2')
})

test('a packing slip with more steps than room says how many more there are', async () => {
  const packing = Array.from({ length: 60 }, (_, n) => `Step ${n} that is to be taken.`)
  const text = await textOn(await drawLabel({ ...facts, packing }, tools('en')))
  expect(text).toMatch(/and \d+ more: see the page of your claim/)
})

test('bars and spaces are whole dots of a 203 dpi printer', async () => {
  const { data, info } = await (
    await printed(await drawLabel(facts, tools(), 'A6'), 203.2)
  )
    .raw()
    .toBuffer({ resolveWithObject: true })
  const row = Math.round(120 * 8) // within the bars, 8 dots to the millimetre
  const dark = Array.from(
    { length: info.width },
    (_, x) => (data[(row * info.width + x) * info.channels] ?? 255) < 128,
  )
  const first = dark.indexOf(true)
  const widths: number[] = []
  for (let x = first; x <= dark.lastIndexOf(true); x += 1) {
    if (x === first || dark[x] !== dark[x - 1]) widths.push(0)
    widths[widths.length - 1] = (widths.at(-1) ?? 0) + 1
  }
  expect(widths.reduce((sum, width) => sum + width, 0)).toBe(156 * 4)
  expect(widths.filter((width) => width % 4 !== 0)).toEqual([])
})

test('the default form says what is needed, in the language of the participant', async () => {
  const text = await textOn(await drawLabel(facts, tools('da')))
  for (const part of [
    'Returlabel',
    '1. april 2026',
    '12,0 kg',
    'TI-7K3M-92QF',
    'Underskrift',
    'Følgeseddel',
    '50 mm',
    '2ABC',
  ])
    expect(text).toContain(part)
  expect(text).toContain('Lithium-ion-batteri i udstyr · UN 3481')
  expect(text).toContain('Sæt tape på kanterne, ikke hen over koderne.')
})

test('above the limit it is a collection label with day and door (R34, R37)', async () => {
  const pickup = { on: '2026-03-09', from: '08:00', to: '12:00' }
  const text = await textOn(await drawLabel({ ...facts, way: 'pick-up', pickup }, tools('en')))
  for (const part of ['Do not post', '9 March 2026', '08:00 to 12:00', 'entrance door', 'ground floor'])
    expect(text).toContain(part)
  expect(text).not.toContain('post office')
})

test('a pick-up without a day says that it is to be arranged', async () => {
  expect(await textOn(await drawLabel({ ...facts, way: 'pick-up' }, tools('en')))).toContain('to be arranged')
})

test('a re-issued label says which it is', async () => {
  expect(await textOn(await drawLabel({ ...facts, revision: 2 }, tools('en')))).toContain('Claim · Label 2')
})

test('the same facts give the same bytes', async () => {
  const [one, other] = [await drawLabel(facts, tools()), await drawLabel(facts, tools())]
  expect(one.equals(other)).toBe(true)
})

test('viewers are told not to scale it, and the seal comes last', async () => {
  const pdf = await drawLabel(facts, {
    ...tools(),
    sign: (drawn) => Buffer.concat([drawn, Buffer.from('sealed')]),
  })
  expect(pdf.toString('latin1')).toContain('/PrintScaling /None')
  expect(pdf.toString('latin1').endsWith('sealed')).toBe(true)
})

test.each([
  ['Danish, with direction marks', '\u200fÆbleskiver & Sønner\u202c ApS'],
  ['five lines of 35 Polish letters', 'Żółć Gęślą Jaźń Świętokrzyska 9 m. 4'.slice(0, 35)],
  ['five lines of 35 Greek letters', 'Λεωφόρος Κηφισίας 12, Αθήνα Ωμέγα Ψι'.slice(0, 35)],
  ['five lines of 35 Chinese letters', '联想北京有限公司深圳分公司南山区科技园'.repeat(2).slice(0, 35)],
  ['as long as the form allows', 'Rådgivende Ingeniører og Arkitekter '.repeat(4).slice(0, 120)],
  ['as wide as the form allows', 'W'.repeat(120)],
])('a sender whose name is %s gets a label', async (_, name) => {
  const { sender } = facts
  const wide = { ...sender, name, street: name, city: name.slice(0, 80) }
  const pdf = await drawLabel({ ...facts, sender: wide }, tools())
  expect(await scanned(await printed(pdf, 203))).toEqual([routing, ...expected])
})

test('a hundred devices with long names stay on their page', async () => {
  const devices = Array.from({ length: 100 }, (_, n) => ({
    name: 'W'.repeat(161),
    serialTail: `WWW${n % 10}`,
  }))
  const text = await textOn(
    await drawLabel({ ...facts, parcels: [parcel(1, { devices, weightGrams: 0 })] }, tools('en')),
  )
  expect(text).toContain('and 97 more')
  expect(text).toContain('and 92 more')
})

test.each([0, 29_999, 30_000, 30_001, 999_000])('%d grams are printed', async (weightGrams) => {
  const way = weightGrams > 30_000 ? 'pick-up' : 'drop-off'
  const pdf = await drawLabel({ ...facts, way, parcels: [parcel(1, { weightGrams })] }, tools('en'))
  expect(await textOn(pdf)).toContain(texts('en').weight(weightGrams))
})

const openScreen = () => openPicture(fonts, papers.A6, 8)

test('the picture for a screen shows the same codes', async () => {
  const png = await drawLabel(facts, { ...tools(), open: openScreen }, 'A6')
  expect(await scanned(sharp(png))).toEqual(expected)
})
