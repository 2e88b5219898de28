/** The papers of a pick-up: the driver's list, the carrier's and the receipt, as a scanner and a reader see them (R40). */
import { openFonts } from '../../server/documents/fonts.ts'
import { manifestPaperFacts } from '../../server/shipping/carriers/manifest-facts.ts'
import { drawCarrierManifest } from '../../server/shipping/carriers/manifest-paper.ts'
import { preAdvice } from '../../server/shipping/carriers/pre-advice.ts'
import { drawManifest, type ManifestFacts } from '../../server/shipping/manifest.ts'
import { drawReceipt, type ReceiptFacts } from '../../server/shipping/receipt.ts'
import { ssccOf } from '../../server/shipping/sscc.ts'
import { glassStrokes, signatureText, spelledOnGlass, strokesIn } from '../../server/shipping/signing.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { pagesOf, printed, scanned, textOn } from './paper.ts'

const texts = openTexts('templates/locales')
const fonts = openFonts('templates/fonts')
const numbers = [1, 2, 3].map((no) => ssccOf('9521234', no))

const manifest: ManifestFacts = {
  depot: 'Taulov',
  zone: 'Østjylland',
  date: '2026-03-04',
  tourUrl: 'https://backhaul.example/tour/jutland-east/2026-03-04/AbCdEfGhIjKlMnOpQrStUv',
  stops: [
    {
      reference: 'TI-7K3M-92QF',
      from: '08:00',
      to: '12:00',
      company: 'Jørgensen & Søn A/S',
      address: ['Østergade 1', '8000 Aarhus C'],
      contact: 'Åse Jørgensen',
      phone: '+45 70 00 00 00',
      notes: 'Porten til venstre, ring på',
      hazards: ['over-30-kg'],
      parcels: numbers.map((sscc) => ({ sscc, weightGrams: 12_000 })),
    },
  ],
}

test('the driver’s list has a code for every parcel and one for the driver’s page', async () => {
  const pdf = await drawManifest(manifest, { fonts, texts: texts('da') })
  const codes = (await scanned(await printed(pdf, 200))).map(({ text }) => text)
  expect(codes).toEqual(expect.arrayContaining([manifest.tourUrl]))
  expect(codes.filter((code) => numbers.some((sscc) => code.includes(sscc)))).toHaveLength(3)
  expect(await textOn(pdf)).toMatch(/onsdag den 4\. marts 2026.*1\. Jørgensen & Søn A\/S.*Porten til venstre/)
})

test('a note with letters that no typeface has keeps no driver waiting for the list', async () => {
  const [stop] = manifest.stops
  const stops = [{ ...stop, notes: 'Ring på 🙂\ntil venstre', contact: 'Åse 🚚' }] as ManifestFacts['stops']
  const pdf = await drawManifest({ ...manifest, stops }, { fonts, texts: texts('da') })
  expect(await textOn(pdf)).toMatch(/Åse \?.*Ring på \?\s*til venstre/)
})

const widest = 'W'.repeat(119)

test('the longest names and addresses that are taken fit every list, and the receipt', async () => {
  const [stop] = manifest.stops
  const place = { street: widest, postcode: '8000', city: widest, country: 'DK' }
  const long = { company: widest, address: [widest, `8000 ${widest}`], contact: widest }
  const stops = [1, 2, 3].map(() => ({ ...stop, ...long })) as ManifestFacts['stops']
  const list = await drawManifest({ ...manifest, stops }, { fonts, texts: texts('da') })
  expect((await textOn(list)).replaceAll(/\s/g, '')).toContain(`1.${widest}`)
  const sent = { claimReference: 'TI-7K3M-92QF', weightGrams: 12_500, description: 'HP Z4' }
  const consignment = {
    ...sent,
    key: numbers[0] ?? '',
    from: { company: widest, ...place },
    to: { company: 'C', ...place },
  }
  const content = preAdvice(
    'PA-000001',
    [1, 2].map(() => ({ kind: 'parcel' as const, consignment })),
  )
  const closedAt = '2026-03-04T15:00:00.000Z'
  const facts = manifestPaperFacts({ number: 'PA-000001', closedAt, content }, 'Europe/Berlin')
  expect(await textOn(await drawCarrierManifest(facts, { fonts, texts: texts('en') }))).toContain('WWWW')
  const device = { name: `Dell ${widest}`, serial: 'W'.repeat(60) }
  const parcels = receipt.parcels.map((parcel) => ({ ...parcel, devices: [device, device] }))
  const paper = await textOn(await drawReceipt({ ...receipt, parcels, signedBy: widest }, tools))
  expect(paper.replaceAll(/\s/g, '')).toContain(device.serial)
})

test('a list of many stops goes on, and tears none of them over two pages', async () => {
  const [stop] = manifest.stops
  const stops = Array.from({ length: 12 }, (_, place) => ({
    ...stop,
    company: `Firma ${place}`,
  })) as ManifestFacts['stops']
  const pdf = await drawManifest({ ...manifest, stops }, { fonts, texts: texts('en') })
  expect(await pagesOf(pdf)).toBeGreaterThan(2)
  const second = await textOn(pdf, 2)
  expect(second.match(/Firma \d/g)?.length).toBe(second.match(/\+45 70/g)?.length)
})

test('a carrier’s list on paper says what its file says, with a code for every parcel', async () => {
  const place = { street: 'Østergade 1', postcode: '8000', city: 'Aarhus C', country: 'DK' }
  const from = { company: '=Firma & Søn', ...place }
  const common = { claimReference: 'TI-7K3M-92QF', from, to: { company: 'Centre', ...place } }
  const content = preAdvice('PA-000007', [
    ...numbers.map((key) => ({
      kind: 'parcel' as const,
      consignment: { ...common, key, weightGrams: 12_500, description: 'HP Z4' },
    })),
    {
      kind: 'visit',
      visit: {
        claimReference: 'TI-7K3M-92QF',
        at: from,
        date: '2026-03-04',
        from: '08:00',
        to: '12:00',
        key: 'visit-1-0',
        parcels: 3,
        trackingNumbers: [],
        place: 'Døren',
      },
    },
    { kind: 'cancel', key: 'visit-1-1' },
  ])
  const list = { number: 'PA-000007', closedAt: '2026-03-03T15:00:00Z', content }
  const pdf = await drawCarrierManifest(manifestPaperFacts(list, 'Europe/Berlin'), {
    fonts,
    texts: texts('en'),
  })
  const read = await textOn(pdf)
  expect(read).toMatch(/PA-000007.*3 parcels, 37\.5 kg · 1 visit · 1 called off/)
  expect(read).toContain('=Firma & Søn, Østergade 1, 8000 Aarhus C')
  expect(read).toMatch(/Visit visit-1-0.*4 March 2026 08:00–12:00.*Called off: visit-1-1/)
  const codes = (await scanned(await printed(pdf, 200))).map(({ text }) => text)
  expect(codes.filter((code) => numbers.some((sscc) => code.includes(sscc)))).toHaveLength(3)
})

const receipt: ReceiptFacts = {
  reference: 'TI-7K3M-92QF',
  programme: 'Ombytning af arbejdsstationer',
  at: '2026-03-04T08:15:00.000Z',
  timeZone: 'Europe/Copenhagen',
  from: ['Jørgensen & Søn A/S', 'Østergade 1', '8000 Aarhus C'],
  to: ['TechProtect GmbH', 'Musterweg 12', '71088 Holzgerlingen'],
  parcels: numbers.map((sscc, place) => ({
    sscc,
    weightGrams: 12_000,
    devices: [{ name: 'HP Z440', serial: `CZC000${place}` }],
  })),
  signedBy: 'Åse Jørgensen',
  signature: '10,10 500,200 900,390;100,300 900,300',
}

const tools = { fonts, texts: texts('da'), sign: (pdf: Buffer): Buffer => pdf }

test('the receipt names the moment, every parcel and every serial number, and who signed (R40)', async () => {
  const read = await textOn(await drawReceipt(receipt, tools))
  expect(read).toMatch(/4\. marts 2026 kl\. 09\.15/)
  for (const sscc of numbers) expect(read).toContain(sscc)
  for (const serial of ['CZC0000', 'CZC0001', 'CZC0002']) expect(read).toContain(serial)
  expect(read).toContain('Åse Jørgensen')
})

test('whoever signed with a letter that no typeface has gets a receipt all the same', async () => {
  expect(await textOn(await drawReceipt({ ...receipt, signedBy: 'Åse 🙂' }, tools))).toContain('Åse ?')
})

const inkOf = async (facts: ReceiptFacts): Promise<number> => {
  const { data } = await (
    await printed(await drawReceipt(facts, tools), 72)
  )
    .raw()
    .toBuffer({ resolveWithObject: true })
  return data.reduce((dark, value) => dark + (value < 128 ? 1 : 0), 0)
}

test('the strokes on the glass are ink on the receipt', async () => {
  expect(await inkOf(receipt)).toBeGreaterThan((await inkOf({ ...receipt, signature: '' })) + 50)
})

test('without anybody who signed it says who told of the hand-over', async () => {
  const { signedBy: _, signature: __, ...told } = receipt
  expect(await textOn(await drawReceipt(told, tools))).toContain('registreret af fragtmanden')
})

test.each([
  ['nothing', '', true],
  ['a dot', '10,10', true],
  ['strokes', '10,10 20,20;30,30 40,40', true],
  ['words', 'Åse', false],
  ['markup', '<svg/>', false],
  ['a number too long', '10000,10', false],
])('a signature of %s', (_, text, isTaken) => {
  expect(signatureText.safeParse(text).success).toBe(isTaken)
})

test.each([
  ['nothing', '', ''],
  ['strokes in thousandths', '[[[0,0],[1000,1000]],[[500,500],[250,100]]]', '0,0 1000,400;500,200 250,40'],
])('the glass of a page gives %s', (_, sent, kept) => {
  expect(spelledOnGlass(glassStrokes.parse(sent))).toBe(kept)
})

test('a signature of a thousand curls keeps its ends, and is as short as it has to be', () => {
  const curl = Array.from({ length: 500 }, (_, place) => [place, place])
  const kept = spelledOnGlass(glassStrokes.parse(JSON.stringify(Array(60).fill(curl))))
  expect(signatureText.safeParse(kept).success).toBe(true)
  expect(strokesIn(kept)).toHaveLength(60)
  expect(strokesIn(kept).at(-1)?.at(-1)).toEqual({ x: 499, y: 200 })
})

test.each(['[[5]]', '[[[1,2]]]', '[[[1001,0],[0,0]]]', 'no list'])('the glass never sends %s', (sent) => {
  expect(glassStrokes.safeParse(sent).success).toBe(false)
})

test('strokes stay on the glass', () => {
  expect(strokesIn('10,10 9999,999')).toEqual([
    [
      { x: 10, y: 10 },
      { x: 1000, y: 400 },
    ],
  ])
})
