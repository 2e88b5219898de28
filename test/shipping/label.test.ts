import sharp, { type Sharp } from 'sharp'
import { openFonts } from '../../server/documents/fonts.ts'
import { openTexts, type Locale } from '../../server/texts/texts.ts'
import { drawLabel, type LabelForm, type LabelTools } from '../../server/shipping/label.ts'
import type { LabelFacts, LabelParcel } from '../../server/shipping/label-facts.ts'
import { ssccOf } from '../../server/shipping/sscc.ts'
import { pagesOf, printed, scanned, textOn } from './paper.ts'

const texts = openTexts('templates/locales')
const address = `HTTPS://TI.EXAMPLE/L/${'A7'.repeat(72)}`
const tools = (locale: Locale = 'da'): LabelTools => ({
  fonts,
  texts: texts(locale),
  code: () => address,
})
const fonts = openFonts('templates/fonts')

const parcel = (no: number, more: Partial<LabelParcel> = {}): LabelParcel => ({
  no,
  sscc: ssccOf('9521234', no),
  weightGrams: 12_000,
  devices: [{ name: 'Dell Precision 3660 Tower', serialTail: '2ABC' }],
  hazards: ['heavy', 'lithium-battery-built-in'],
  ...more,
})

const facts: LabelFacts = {
  way: 'drop-off',
  reference: 'TI-7K3M-92QF',
  programme: 'Indbytning af workstations',
  issuedOn: '2026-03-02',
  shipBy: '2026-04-01',
  sender: {
    name: 'Rødgrød & Fløde Rådgivende Ingeniører ApS',
    street: 'Vesterbrogade 149, 3. sal tv.',
    postcode: '1620',
    city: 'København V',
    country: 'DK',
  },
  recipient: {
    name: 'Backhaul Audit Centre',
    street: 'Industriestraße 12',
    postcode: '20354',
    city: 'Hamburg',
    country: 'DE',
  },
  parcels: [parcel(1)],
  revision: 1,
  packing: ['Slet alle data.', 'Læg netkablet ved.'],
  contact: { email: 'indbytning@example.com', phone: '+45 70 20 30 40' },
}
const expected = [
  { format: 'Code128', text: `(00)${ssccOf('9521234', 1)}` },
  { format: 'QRCode', text: address },
]

describe('a scanner reads both codes', () => {
  const forms: LabelForm[] = ['A4', 'A6', '4x6in']
  test.each(forms.flatMap((form) => [203, 300].map((dpi) => [form, dpi] as const)))(
    '%s at %d dpi',
    async (form, dpi) => {
      const page = await printed(await drawLabel(facts, tools(), form), dpi)
      expect(await scanned(page)).toEqual(expected)
    },
  )

  test.each<[string, (page: Sharp) => Sharp]>([
    ['blurred', (page) => page.blur(1.5).png()],
    ['turned by 7 degrees', (page) => page.rotate(7, { background: '#fff' }).png()],
    ['upside down', (page) => page.rotate(180).png()],
    ['as a poor JPEG', (page) => page.jpeg({ quality: 20 })],
    ['faded', (page) => page.linear(0.45, 110).png()],
  ])('%s', async (_, damage) => {
    const page = await printed(await drawLabel(facts, tools(), 'A6'), 203)
    expect(await scanned(sharp(await damage(page).toBuffer()))).toEqual(expected)
  })

  test('each parcel of three has its own number and says which it is', async () => {
    const pdf = await drawLabel({ ...facts, parcels: [1, 2, 3].map((no) => parcel(no)) }, tools('en'))
    expect(await pagesOf(pdf)).toBe(3)
    const third = await scanned(await printed(pdf, 203, 3))
    expect(third[0]?.text).toBe(`(00)${ssccOf('9521234', 3)}`)
    expect(await textOn(pdf, 3)).toContain('Parcel 3 of 3')
  })
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
  ['Polish', 'Przedsiębiorstwo Żółć Łódź Sp. z o.o.'],
  ['Greek', 'Εταιρεία Πληροφορικής Αθηνών Α.Ε.'],
  ['Danish, with direction marks', '\u200fÆbleskiver & Sønner\u202c ApS'],
  ['as long as the form allows', 'Rådgivende Ingeniører og Arkitekter '.repeat(4).slice(0, 120)],
  ['as wide as the form allows', 'W'.repeat(120)],
])('a sender whose name is %s gets a label', async (_, name) => {
  const { sender } = facts
  const wide = { ...sender, name, street: name, city: name.slice(0, 80) }
  const pdf = await drawLabel({ ...facts, sender: wide }, tools())
  expect(await scanned(await printed(pdf, 203))).toEqual(expected)
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

test.each([0, 29_999, 30_000, 999_000])('%d grams are printed', async (weightGrams) => {
  const pdf = await drawLabel({ ...facts, parcels: [parcel(1, { weightGrams })] }, tools('en'))
  expect(await textOn(pdf)).toContain(texts('en').weight(weightGrams))
})
