import { drawTransportStatement, type TransportFacts } from '../../server/billing/transport-statement.ts'
import { openFonts } from '../../server/documents/fonts.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { seenIn } from './visible-text.ts'

const tools = { fonts: openFonts('templates/fonts'), texts: openTexts('templates/locales') }
const place = {
  name: 'Meyer & Söhne GmbH',
  street: 'Hauptstraße 1',
  postcode: '10115',
  city: 'Berlin',
  country: 'DE',
  vatId: null,
  registrationNumber: null,
}
const facts: TransportFacts = {
  locale: 'de',
  number: 'TI-SB-2026-000017',
  issuedOn: '2026-03-10',
  seller: { ...place, vatId: 'DE129273398' },
  buyer: place,
  deliverTo: place,
  handedOverOn: '2026-03-02',
  arrivedOn: '2026-03-04',
  goods: [],
}

test('goods with the longest names and serial numbers go on over the pages, none of them left out (R49)', async () => {
  const goods = Array.from({ length: 18 }, (_, before) => ({
    no: before + 1,
    name: `Device ${before + 1} ${'W'.repeat(90)}`,
    serial: `${before + 1}E${'W'.repeat(56)}`,
  }))
  const { pages } = await seenIn(await drawTransportStatement({ ...facts, goods }, tools))
  expect(pages.length).toBeGreaterThan(1)
  const seen = pages.map((page) => page.replaceAll(/\s/g, ''))
  const placed = goods.map(({ serial }) => seen.findIndex((page) => page.includes(serial)))
  expect(placed).not.toContain(-1)
  expect(placed).toEqual(placed.toSorted((one, other) => one - other))
})
