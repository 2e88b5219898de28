import { createRequire } from 'node:module'
import { gs1Bars, gs1Text } from '../../server/documents/barcode.ts'
import { code128 } from '../../server/documents/code128.ts'
import { ssccOf } from '../../server/shipping/sscc.ts'

type Symbol = { readonly sbs: readonly number[] }
const bwip = createRequire(import.meta.url)('bwip-js') as {
  raw: (options: { bcid: string; text: string; dontlint?: boolean }) => readonly [Symbol]
}
const reference = (text: string): string =>
  bwip.raw({ bcid: 'gs1-128', text, dontlint: true })[0].sbs.join('')

test('2,000 SSCCs have the bars that bwip-js gives them', () => {
  const wrong = Array.from({ length: 2000 }, (_, n) => ssccOf('9521234', 1 + n * 1_047_297)).filter(
    (sscc) => gs1Bars([{ ai: '00', value: sscc }]).widths.join('') !== reference(`(00)${sscc}`),
  )
  expect(wrong).toEqual([])
})

test.each([
  ['postcode of the same country', [{ ai: '420', value: '1620' }]],
  ['postcode of another country', [{ ai: '421', value: '27620354' }]],
  ['postcode with letters', [{ ai: '421', value: '826SW1A1AA' }]],
  [
    'SSCC before routing',
    [
      { ai: '00', value: '376104250021234569' },
      { ai: '421', value: '27620354' },
    ],
  ],
])('routing: %s', (_, elements) => {
  const text = elements.map(({ ai, value }) => `(${ai})${value}`).join('')
  expect(gs1Bars(elements).widths.join('')).toBe(reference(text))
})

test('an SSCC is 156 modules wide', () => {
  expect(gs1Bars([{ ai: '00', value: '376104250021234569' }]).modules).toBe(156)
})

test('what stands under the bars', () => {
  expect(gs1Text([{ ai: '00', value: '376104250021234569' }])).toBe('(00) 3761 0425 0021 2345 69')
})

test.each(['', 'Ærø', 'tab\t', '中'])('%j cannot be said in Code 128', (text) => {
  expect(() => code128(text)).toThrow('ISO 646')
})
