import { Temporal } from 'temporal-polyfill'
import { bankFile, type BankRun } from '../../server/payments/bank-file.ts'
import { bankProfiles, bankText } from '../../server/payments/bank-profiles.ts'
import { debtor, now } from './examples.ts'

const payment = {
  id: 'PAY-000000001',
  endToEndId: 'SB-DK-2026-000121',
  amountMinor: 150_010,
  payee: 'Jørgensen & Søn A/S',
  payeeCountry: 'DK',
  iban: 'DK5000400440116243',
  remittance: 'SB-DK-2026-000121 TI-7K3M-92QF',
}

const run: BankRun = {
  name: 'RUN-2026-000001',
  createdAt: now,
  executeOn: Temporal.PlainDate.from('2026-11-23'),
  currency: 'DKK',
  debtor,
  payments: [payment, { ...payment, id: 'PAY-000000002', endToEndId: 'SB-DK-2026-000122', amountMinor: 7 }],
}

const allOf = (file: string, tag: string): string[] =>
  [...file.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`, 'g'))].map(([, text]) => text ?? '')

test('counts and control sums of group and batch are those of the payments', () => {
  const file = bankFile(run)
  expect(allOf(file, 'NbOfTxs')).toEqual(['2', '2'])
  expect(allOf(file, 'CtrlSum')).toEqual(['1500.17', '1500.17'])
  expect(allOf(file, 'InstdAmt')).toEqual(['1500.10', '0.07'])
  expect(allOf(file, 'EndToEndId')).toEqual(['SB-DK-2026-000121', 'SB-DK-2026-000122'])
})

test('a Danish file is domestic, shared in its charges, and dated by choice', () => {
  const file = bankFile(run)
  expect(allOf(file, 'Cd')).toEqual(['NURG', 'SUPP'])
  expect(allOf(file, 'ChrgBr')).toEqual(['SHAR'])
  expect(file).toMatch(/<ReqdExctnDt>\s*<Dt>2026-11-23<\/Dt>/)
})

test('the same run gives the same bytes', () => {
  expect(bankFile({ ...run })).toBe(bankFile(run))
})

test('SEPA carries euro only, and its letters are plain', () => {
  const sepa = { ...debtor, profile: 'sepa', iban: 'DE89370400440532013000' } as const
  expect(() => bankFile({ ...run, debtor: sepa })).toThrow('does not carry DKK')
  const file = bankFile({ ...run, currency: 'EUR', debtor: sepa })
  expect(allOf(file, 'ChrgBr')).toEqual(['SLEV'])
  expect(file).toContain('<Nm>Joergensen + Soen A/S</Nm>')
})

test.each([
  ['swedish-domestic', 'SEK', 'SE4550000000058398257466', 'Joergensen & Soen A/S'],
  ['norwegian-domestic', 'NOK', 'NO9386011117947', 'Jørgensen & Søn A/S'],
] as const)('%s carries %s in its own letters', (profile, currency, iban, payee) => {
  const file = bankFile({ ...run, currency, debtor: { ...debtor, profile, iban } })
  expect(allOf(file, 'Cd')).toEqual(['NURG', 'SUPP'])
  expect(file).toContain(`Ccy="${currency}"`)
  expect(allOf(file, 'Nm')).toContain(payee.replace('&', '&amp;'))
  expect(() => bankFile({ ...run, debtor: { ...debtor, profile, iban } })).toThrow('does not carry DKK')
})

test.each([
  ['empty', []],
  ['holds a zero', [{ ...payment, amountMinor: 0 }]],
  ['names a payment twice', [payment, payment]],
])('a run that %s is never written (P6)', (message, payments) => {
  expect(() => bankFile({ ...run, payments })).toThrow(message)
})

test.each([
  ['Łódź “Nord” – 漢', 'Lodz .Nord. . .'],
  ['  Søn\n& Co.  ', 'Søn & Co.'],
  ['x'.repeat(120), 'x'.repeat(70)],
])('%s is written %s', (text, written) => {
  expect(bankText(text, bankProfiles['danish-domestic'], 70)).toBe(written)
})
