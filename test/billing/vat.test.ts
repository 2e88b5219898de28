import { readFileSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { decideVat, treatments, type VatInputs } from '../../server/billing/vat.ts'

const today = Temporal.PlainDate.from('2026-11-20')
const inputs: VatInputs = {
  sellerStanding: 'taxable',
  sellerCountry: 'DK',
  sellerVatId: 'DK13585628',
  sellerVatIdConfirmed: 'valid',
  sellerDeclared: 'yes',
  buyerVatIds: { DK: 'DK10150817', DE: 'DE136695976' },
  buyerVatIdConfirmed: 'valid',
  goods: 'ordinary',
  deliveryCountry: 'DK',
  deliveredOn: '2026-11-12',
}

test.each<[Partial<VatInputs>, string]>([
  [{}, 'standard'],
  [{ goods: 'domestic-reverse-charge' }, 'reverse-charge'],
  [{ deliveryCountry: 'DE' }, 'intra-community'],
  [{ deliveryCountry: 'DE', goods: 'domestic-reverse-charge' }, 'intra-community'],
  [{ sellerStanding: 'exempt' }, 'exempt-use'],
  [{ sellerStanding: 'exempt', deliveryCountry: 'DE' }, 'exempt-use'],
  [{ sellerStanding: 'not-registered', sellerVatId: undefined }, 'not-registered'],
  [{ sellerStanding: 'exempt', sellerVatId: undefined, sellerRegistrationNumber: '13585628' }, 'exempt-use'],
  [{ sellerStanding: 'margin-scheme' }, 'margin-scheme'],
  [{ sellerVatIdConfirmed: 'pending' }, 'standard'],
])('%j is sold as %s (V1)', (change, id) => {
  expect(decideVat({ ...inputs, ...change }, today)).toMatchObject({ outcome: 'decided', treatment: { id } })
})

test.each<[Partial<VatInputs>, string[]]>([
  [{ sellerVatId: undefined }, ['seller-vat-id']],
  [{ sellerVatId: 'DE136695976' }, ['seller-vat-id']],
  [{ sellerVatIdConfirmed: 'invalid' }, ['seller-vat-id']],
  [{ buyerVatIds: { DE: 'DE136695976' } }, ['buyer-vat-id']],
  [{ deliveryCountry: 'DE', buyerVatIds: { DK: 'DK10150817' } }, ['buyer-vat-id']],
  [{ deliveryCountry: 'DE', sellerVatIdConfirmed: 'pending' }, ['confirmed-vat-ids']],
  [{ deliveryCountry: 'DE', deliveredOn: undefined }, ['delivery-date']],
  [{ deliveryCountry: 'CH' }, ['no-vat-rule']],
  [{ sellerCountry: 'SE' }, ['no-vat-rule']],
  [{ deliveredOn: '2010-01-01' }, ['no-vat-rule']],
  [{ sellerStanding: 'exempt', sellerVatId: undefined }, ['seller-number']],
  [{ sellerStanding: 'exempt', sellerDeclared: 'no' }, ['seller-declaration']],
  [{ sellerStanding: 'not-registered', sellerDeclared: 'no' }, ['seller-declaration']],
])('%j is blocked: %j (V1)', (change, blocks) => {
  expect(decideVat({ ...inputs, ...change }, today)).toEqual({ outcome: 'blocked', blocks })
})

test('every treatment names its source, and only taxed goods have a rate', () => {
  for (const { source, category, rateBasisPoints } of treatments) {
    expect(source).toMatch(/momsloven/)
    expect(category === 'S' ? rateBasisPoints : (rateBasisPoints ?? 0)).toBe(category === 'S' ? 2500 : 0)
  }
})

test.each(['en', 'da'])('every treatment and every block has its words in %s', (locale) => {
  const wordsIn = (area: string) =>
    JSON.parse(readFileSync(`templates/locales/${locale}/${area}.json`, 'utf8')) as Record<string, object>
  const { vat } = wordsIn('invoice')
  const { block } = wordsIn('desk')
  const named = treatments.flatMap(({ needs }) => needs)
  expect(Object.keys(vat ?? {})).toEqual(expect.arrayContaining(treatments.map(({ id }) => id)))
  expect(Object.keys(block ?? {})).toEqual(
    expect.arrayContaining([...named, 'no-vat-rule', 'nothing-to-pay']),
  )
})
