/**
 * `npm run bank-files -- --out DIR` writes a payment file of every bank profile, and beside each the payments that it
 * must hold; and answers of a made-up bank, as tests read them. For a judge that knows nothing of this house.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Temporal } from 'temporal-polyfill'
import { decimal } from '../server/base/money.ts'
import { bankFile, type BankPayment } from '../server/payments/bank-file.ts'
import { bankProfiles, type BankProfileName } from '../server/payments/bank-profiles.ts'
import { bankEntry, notification, statement, statusReport } from './walk/bank.ts'

const { values } = parseArgs({ options: { out: { type: 'string' } } })
if (!values.out) {
  console.error('usage: npm run bank-files -- --out DIR')
  process.exit(2)
}
const out = values.out
mkdirSync(out, { recursive: true })

/** Made-up accounts whose check digits are right: the payer's, and those of payees. */
const accounts: Readonly<Record<BankProfileName, readonly [payer: string, ...payees: string[]]>> = {
  'danish-domestic': ['DK9520000123456789', 'DK5000400440116243', 'DK4720000987654321'],
  'swedish-domestic': ['SE4550000000058398257466', 'SE3550000000054910000003'],
  'norwegian-domestic': ['NO9386011117947', 'NO8330001234567'],
  sepa: ['DE89370400440532013000', 'AT611904300234573201', 'NL91ABNA0417164300', 'FI2112345600000785'],
}

const names = ['Jørgensen & Søn A/S', 'Łódź “Nord” Ößwald – 漢字 <Bau>', `${'Lang '.repeat(30)}GmbH`]
const amounts = [150_010, 7, 99_999_999]

for (const [profile, [payer, ...payees]] of Object.entries(accounts) as [
  BankProfileName,
  readonly [string, ...string[]],
][]) {
  const [currency] = bankProfiles[profile].currencies
  const payments = names.map((payee, place): BankPayment => {
    const iban = payees[place % payees.length] ?? ''
    const endToEndId = `SB-2026-00000${place + 1}`
    return {
      id: `PAY-00000000${place + 1}`,
      endToEndId,
      amountMinor: amounts[place] ?? 0,
      payee,
      payeeCountry: iban.slice(0, 2),
      iban,
      remittance: `${endToEndId} TI-7K3M-92QF`,
    }
  })
  const debtor = { profile, name: 'TechProtect GmbH', city: 'Holzgerlingen', country: 'DE', iban: payer }
  const file = bankFile({
    name: 'RUN-2026-000001',
    createdAt: Temporal.Instant.from('2026-11-20T09:00:00Z'),
    executeOn: Temporal.PlainDate.from('2026-11-23'),
    currency,
    debtor,
    payments,
  })
  const expected = payments.map(({ endToEndId, amountMinor, iban }) => ({
    endToEndId,
    amount: decimal({ amountMinor, currency }),
    account: iban,
  }))
  writeFileSync(join(out, `${profile}.xml`), file)
  writeFileSync(join(out, `${profile}.expected.json`), `${JSON.stringify(expected, null, 2)}\n`)
}
const debit = bankEntry({ id: 'SB-2026-000001', amount: '1500.10', side: 'DBIT' })
const back = bankEntry({ id: 'SB-2026-000001', amount: '1500.10', side: 'CRDT', code: 'AC04' })
const answers = {
  'answer-status': statusReport('STS-1', 'RUN-2026-000001', 'ACSP'),
  'answer-statement': statement('STM-1', '5000.00', '3499.90', debit),
  'answer-return': notification('NTF-1', back),
}
for (const [name, file] of Object.entries(answers)) writeFileSync(join(out, `${name}.xml`), file)
const written = Object.keys(accounts).length + Object.keys(answers).length
console.log(`${written} bank files are in ${out}`)
