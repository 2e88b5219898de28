/** What the verifier of the books finds, on books with one thing wrong each. */
import { differences, table, totals, units, type Books } from '../../scripts/verify-ledger.ts'
import { sourcesIn } from '../sources.ts'

const good: Books = {
  ledger: table(
    'cause,claim,debit,credit,amount,currency\n' +
      'owed:SB-2026-000001,TI-1,purchases,payable,1500.00,DKK\n' +
      'credited:CN-2026-000001,TI-1,payable,purchases,500.00,DKK\n' +
      'owed:CB-1,CB-1,purchases,payable,100.00,DKK\n',
  ),
  documents: table(
    'number,type,corrects,currency,net,vat,rounding,payable\n' +
      'SB-2026-000001,389,,DKK,1200.00,300.00,0.00,1500.00\n' +
      'CN-2026-000001,261,SB-2026-000001,DKK,400.00,100.00,0.00,500.00\n',
  ),
  vat: table('number,base,vat\nSB-2026-000001,1200.00,300.00\nCN-2026-000001,400.00,100.00\n'),
}

/** The books with one value of one row of a table replaced. */
const spoiled = (name: keyof Books, row: number, change: Record<string, string>): Books => ({
  ...good,
  [name]: good[name].map((one, place) => (place === row ? { ...one, ...change } : one)),
})

test('good books reconcile to nothing', () => {
  expect(differences(good)).toEqual([])
  expect(totals(good)).toEqual([{ currency: 'DKK', bought: units('1000.00'), off: 0n }])
})

test.each([
  ['an amount one øre off', spoiled('ledger', 0, { amount: '1500.01' }), 'owed:SB-2026-000001 is not in'],
  ['a posting without a document', spoiled('ledger', 2, { claim: 'CB-2' }), 'owed:CB-1 has no document'],
  ['VAT that does not add up', spoiled('vat', 1, { vat: '99.99' }), 'CN-2026-000001 does not add up'],
  ['a gap', spoiled('documents', 1, { number: 'CN-2026-000002' }), 'CN-2026 has a gap'],
  ['a total that is not its parts', spoiled('documents', 0, { rounding: '0.01' }), 'does not add up'],
])('%s is found', (_, books, said) => {
  expect(differences(books).join('\n')).toContain(said)
})

test('CSV with quotes, commas and line ends inside is read as it was written', () => {
  expect(table('a,b\r\n"x, ""y""\nz",2\r\n')).toEqual([{ a: 'x, "y"\nz', b: '2' }])
})

test.each(['1,00', '', '1.23456', 'x'])('%s is no amount', (amount) => {
  expect(() => units(amount)).toThrow(RangeError)
})

test('it shares no code with the server', () => {
  expect(sourcesIn('scripts', ['verify-ledger.ts'])[0]?.text).not.toMatch(/server\//)
})
