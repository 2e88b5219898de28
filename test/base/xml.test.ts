import { xmlOf } from '../../server/base/xml.ts'

test('attributes, texts beside them, lists and empty elements', () => {
  const node = {
    '@xmlns': 'urn:x',
    id: '1',
    amount: { '@currency': 'DKK', '#': '2.50' },
    line: [{ no: '1' }, { no: '2' }],
  }
  expect(xmlOf('order', { ...node, none: {} })).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<order xmlns="urn:x">',
      '  <id>1</id>',
      '  <amount currency="DKK">2.50</amount>',
      '  <line>',
      '    <no>1</no>',
      '  </line>',
      '  <line>',
      '    <no>2</no>',
      '  </line>',
      '  <none/>',
      '</order>',
    ].join('\n'),
  )
})

test.each([
  ['Jørgensen & Søn <A/S>', '<a>Jørgensen &amp; Søn &lt;A/S&gt;</a>'],
  [`"it's" æøåß€漢😀`, `<a>"it's" æøåß€漢😀</a>`],
])('%s stays what it is', (text, written) => {
  expect(xmlOf('a', text)).toContain(written)
})

test('a quotation mark cannot end an attribute', () => {
  expect(xmlOf('a', { '@b': '1" c="2' })).toContain('<a b="1&quot; c=&quot;2"/>')
})

test.each(['\u0000', '\u001b', '\ufffe', '\ud800'])('U+%j is refused', (letter) => {
  expect(() => xmlOf('a', `x${letter}`)).toThrow(RangeError)
})
