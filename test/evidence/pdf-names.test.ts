import { deflateSync } from 'node:zlib'
import { actingNames } from '../../server/evidence/pdf-names.ts'
import { pageWith, pdf, scriptInObjectStream, streamObject } from './hostile.ts'

test.each([
  ['a script at opening', pageWith('/OpenAction<</S/JavaScript/JS(app.alert(1))>>'), ['JavaScript']],
  ['a script by its escaped name', pageWith('/OpenAction<</S/J#61v#61Script/JS(1)>>'), ['JavaScript']],
  ['a script escaped whole', pageWith('/AA<</WC<</S/#4a#61#76#61#53#63#72#69#70#74>>>>'), ['JavaScript']],
  ['a script in an object stream', scriptInObjectStream(), ['JavaScript']],
  ['a program to start', pageWith('/OpenAction<</S/Launch/F(calc.exe)>>'), ['Launch']],
  ['an embedded player', pageWith('', '/Annots[<</Subtype/RichMedia>>]'), ['RichMedia']],
])('%s is seen', (_what, bytes, names) => {
  expect([...actingNames(bytes)]).toEqual(names)
})

test('an honest PDF has no acting names, nor do words of its text', async () => {
  expect(actingNames(await pdf({ lines: ['JavaScript licence', 'Launch event'] })).size).toBe(0)
  expect(actingNames(pageWith('/LaunchDate(2020)/JavaScripts 1')).size).toBe(0)
})

const objectStream = (content: Buffer, entries = ''): Buffer =>
  pageWith('', '', streamObject(content, `/Type/ObjStm/N 1/First 4${entries}`))

test.each([
  ['unfold beyond all measure', objectStream(Buffer.alloc(25_000_000))],
  ['are packed twice', pageWith('', '', twicePacked())],
  [
    'are packed by reference',
    pageWith('', '', '<</Type/ObjStm/Filter 9 0 R/Length 1>>\nstream\nx\nendstream'),
  ],
  ['are mixed by a predictor', objectStream(Buffer.from('9 0 <<>>'), '/DecodeParms<</Predictor 12>>')],
  ['lie over each other', Buffer.from(`%PDF-1.7\n${'1 0 obj<</Type/ObjStm>>stream\n'.repeat(5000)}`)],
  ['are too many', Buffer.from(`%PDF-1.7\n${'stream\n'.repeat(30_000)}`)],
])('object streams that %s are not followed', (_how, bytes) => {
  expect(() => actingNames(bytes)).toThrow(RangeError)
})

function twicePacked(): string {
  const packed = deflateSync(deflateSync(Buffer.from('9 0 <</S/JavaScript>>'))).toString('latin1')
  return `<</Type/ObjStm/Filter[/FlateDecode/FlateDecode]/Length ${packed.length}>>\nstream\n${packed}\nendstream`
}
