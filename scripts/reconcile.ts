/**
 * Recomputes from the journal what every claim is still owed and holds the ledger to it: `npm run reconcile`. Reads only.
 * Exit 0: no difference; 1: the claims on which the two disagree.
 */
import { decimal, type Currency } from '../server/base/money.ts'
import { invoiceOf } from '../server/billing/invoice-store.ts'
import { entriesAfter } from '../server/claims/journal-store.ts'
import { readSettings } from '../server/config.ts'
import { openDatabase, type Database } from '../server/database.ts'
import { balancesOf, stillOwed } from '../server/payments/posting-store.ts'
import {
  differencesBetween,
  moneyKinds,
  standingsFrom,
  type MoneyEntry,
} from '../server/payments/reconciliation.ts'

const batch = 5000

const db = openDatabase(readSettings(process.env).databaseUrl)
await reconcile(db)
await db.destroy()

async function reconcile(house: Database): Promise<void> {
  const entries = await moneyEntries(house)
  const numbers = entries.flatMap(({ kind, facts }) =>
    kind === 'finalised' ? [String(facts['invoice'])] : [],
  )
  const amounts = new Map<string, number>()
  for (const number of numbers)
    amounts.set(number, (await invoiceOf(house, number)).content.totals.payableMinor)
  const ledger = await stillOwed(house)
  const differences = differencesBetween(
    standingsFrom(entries, (number) => amounts.get(number)),
    ledger,
  )
  for (const { account, currency, balanceMinor } of await balancesOf(house))
    console.log(`${account}: ${decimal({ amountMinor: balanceMinor, currency })} ${currency}`)
  const currencyOf = (claim: string): Currency => ledger.find((one) => one.claim === claim)?.currency ?? 'DKK'
  for (const { claim, journalMinor, ledgerMinor } of differences) {
    const told = (amountMinor: number): string => decimal({ amountMinor, currency: currencyOf(claim) })
    console.error(`${claim}: the journal owes ${told(journalMinor)}, the ledger ${told(ledgerMinor)}`)
  }
  const off = differences.reduce((sum, one) => sum + Math.abs(one.journalMinor - one.ledgerMinor), 0)
  console.log(
    `${entries.length} entries, ${ledger.length} claims; difference ${decimal({ amountMinor: off, currency: 'DKK' })}`,
  )
  if (differences.length > 0) process.exitCode = 1
}

async function moneyEntries(house: Database): Promise<MoneyEntry[]> {
  const found: MoneyEntry[] = []
  for (let after = 0; ; after += batch) {
    const entries = await entriesAfter(house, after, batch)
    if (entries.length === 0) return found
    found.push(...entries.filter(({ kind }) => moneyKinds.includes(kind)))
  }
}
