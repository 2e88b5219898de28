import { codesIn } from '../../server/shipping/joined.ts'

const [one, other] = ['095212340000000013', '095212340000000020']
const address = `HTTPS://TRADE-IN.EXAMPLE.COM/L/${'A2'.repeat(72)}`

test.each([
  ['two labels', `00${one}00${other}`, [`00${one}`, `00${other}`]],
  ['two labels with symbology identifiers', `]C100${one}]C100${other}`, [`]C100${one}`, `]C100${other}`]],
  ['two bare numbers', `${one}${other}`, [one, other]],
  ['a QR code and the bars below it', `${address}(00)${one}`, [address, `(00)${one}`]],
  ['two references', 'TI-TBJW-7T53TI-7K3M-92QF', ['TI-TBJW-7T53', 'TI-7K3M-92QF']],
  ['the same label read twice', `00${one}00${one}`, [`00${one}`]],
  ['one label', `00${one}`, [`00${one}`]],
  ['a label with its routing', `00${one}42027671088`, [`00${one}42027671088`]],
  ['a number whose check digit is wrong beside a right one', `00${one}00095212340000000021`, undefined],
  ['a serial number behind a label', `00${one}7XK2J01`, undefined],
  ['two serial numbers', '7XK2J017XK2J02', undefined],
  ['nothing', '', undefined],
])('%s', (_what, line, codes) => {
  expect(codesIn(line)).toEqual(codes ?? [line])
})

test('a page of text pasted into the box is left whole, at once', () => {
  const text = `00${one} `.repeat(5000)
  expect(codesIn(text)).toEqual([text])
})
