import { amountAt, elementsAt, readBankXml, textAt } from '../../server/payments/bank-xml.ts'

const file = (inside: string, before = ''): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?>${before}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">${inside}</Document>`,
  )

test('text stays text: zeros lead, entities of XML itself are read, nothing else is', () => {
  const { message, document } = readBankXml([
    file('<Id>00400440116243</Id><Nm>A &amp;amp; B &#230;&#xF8;</Nm>'),
  ])
  expect(message).toBe('camt.053.001.08')
  expect(textAt(document, 'Id')).toBe('00400440116243')
  expect(textAt(document, 'Nm')).toBe('A &amp; B æø')
  expect(textAt(document, 'Nothing', 'There')).toBeUndefined()
})

test('a namespace with a prefix is the same message', () => {
  const text =
    '<d:Document xmlns:d="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><d:Id>1</d:Id></d:Document>'
  const { message, document } = readBankXml([Buffer.from(text)])
  expect([message, textAt(document, 'Id')]).toEqual(['pain.002.001.10', '1'])
})

test.each([
  ['an external entity', file('<Id>&x;</Id>', '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>')],
  ['a billion laughs', file('<Id>&b;</Id>', '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>')],
  ['a file cut short', file('<Id>1</Id>').subarray(0, 80)],
  ['no XML', Buffer.from('%PDF-1.7')],
  ['nothing', Buffer.alloc(0)],
  ['another document', Buffer.from('<Document xmlns="urn:example"><Id>1</Id></Documnet>')],
])('%s is refused (B1)', (_, bytes) => {
  expect(() => readBankXml([bytes])).toThrow('bank-file-unreadable')
})

test('a letter that lies across two slices is one letter; one that never ends is none', () => {
  const bytes = file('<Nm>Jørgensen</Nm>')
  const cut = bytes.indexOf('ø') + 1
  const { document } = readBankXml([bytes.subarray(0, cut), bytes.subarray(cut)])
  expect(textAt(document, 'Nm')).toBe('Jørgensen')
  expect(() => readBankXml([bytes, Buffer.from([0xc3])])).toThrow('bank-file-unreadable')
})

test.each([
  ['DKK', '1500.10', 150_010],
  ['DKK', '1500.1', 150_010],
  ['DKK', '1500', 150_000],
  ['DKK', '0.07000', 7],
  ['JPY', '1500', 1500],
  ['KWD', '1.005', 1005],
])('%s %s is %d minor units (R1, R4)', (currency, text, amountMinor) => {
  const { document } = readBankXml([file(`<Amt Ccy="${currency}">${text}</Amt>`)])
  expect(amountAt(document, 'Amt')).toEqual({ amountMinor, currency })
})

test.each([
  ['DKK', '0.001'],
  ['JPY', '1.5'],
  ['XYZ', '1.00'],
  ['DKK', '-1.00'],
  ['DKK', '1e3'],
  ['DKK', ''],
])('%s %s is no amount', (currency, text) => {
  const { document } = readBankXml([file(`<Amt Ccy="${currency}">${text}</Amt>`)])
  expect(elementsAt(document, 'Amt')).toHaveLength(1)
  expect(() => amountAt(document, 'Amt')).toThrow('bank-file-unreadable')
})
