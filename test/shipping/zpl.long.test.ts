import sharp from 'sharp'
import { ready } from 'zpl-renderer-js'
import { ssccOf } from '../../server/shipping/sscc.ts'
import { writeZpl } from '../../server/shipping/zpl.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { scanned } from './paper.ts'
import { labelFacts, labelParcel } from './samples.ts'

const address = `HTTPS://TI.EXAMPLE/L/${'A7'.repeat(72)}`
const tools = { texts: openTexts('templates/locales')('da'), code: () => address }

test('a thermal printer prints codes that a scanner reads', async () => {
  const { api } = await ready
  const picture = await api.zplToBase64Async(
    writeZpl(labelFacts(1, { symbols: ['gs1-datamatrix'] }), tools),
    101.6,
    152.4,
    8,
  )
  expect(await scanned(sharp(Buffer.from(picture, 'base64')), ['Code128', 'DataMatrix', 'QRCode'])).toEqual([
    { format: 'Code128', text: '(421)27620354' },
    { format: 'Code128', text: `(00)${ssccOf('9521234', 1)}` },
    { format: 'DataMatrix', text: `(00)${ssccOf('9521234', 1)}(421)27620354` },
    { format: 'QRCode', text: address },
  ])
}, 60_000)

test('each parcel is a format of its own', () => {
  const zpl = writeZpl(labelFacts(1, { parcels: [1, 2, 3].map((no) => labelParcel(no)) }), tools)
  expect(zpl.match(/\^XA/g)).toHaveLength(3)
  expect(zpl).toContain('Kolli 3 af 3')
})

test('no text can become a command: carets, tildes and letters beyond ASCII are spelt in bytes', () => {
  const sender = { ...labelFacts().sender, name: 'A^XZ~JA_ Æble' }
  const zpl = writeZpl(labelFacts(1, { sender }), tools)
  expect(zpl).toContain('A_5eXZ_7eJA_5f _c3_86ble')
  expect(zpl.match(/\^XZ/g)).toHaveLength(1)
})
