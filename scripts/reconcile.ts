/**
 * Recomputes from the journal what every claim is still owed, and owes to us, and holds the ledger to it:
 * `npm run reconcile`. Reads only. Exit 0: no difference; 1: the claims on which the two disagree.
 */
import { decimal, type Currency } from '../server/base/money.ts'
import { invoiceOf } from '../server/billing/invoice-store.ts'
import { entriesAfter } from '../server/claims/journal-store.ts'
import { readSettings } from '../server/config.ts'
import { openDatabase, type Database } from '../server/database.ts'
import { clearingFaults } from '../server/payments/clearing-store.ts'
import { openCharges } from '../server/payments/charge-store.ts'
import { balancesOf, owedToUs, stillOwed } from '../server/payments/posting-store.ts'
import {
  differencesBetween,
  moneyKinds,
  recoveredFrom,
  standingsFrom,
  withCharges,
  type Difference,
  type MoneyEntry,
} from '../server/payments/reconciliation.ts'

const batch = 5000

const db = openDatabase(readSettings(process.env).databaseUrl)
await reconcile(db)
await db.destroy()

async function reconcile(house: Database): Promise<void> {
  const entries = await moneyEntries(house)
  const amounts = await amountsIn(house, entries)
  const ledger = await stillOwed(house)
  const owing = differencesBetween(
    standingsFrom(entries, (number) => amounts.get(number)),
    ledger,
  )
  const ours = await owedToUs(house)
  const waiting = await openCharges(house, Number.MAX_SAFE_INTEGER)
  const owed = differencesBetween(withCharges(recoveredFrom(entries), waiting), ours)
  for (const { account, currency, balanceMinor } of await balancesOf(house))
    console.log(`${account}: ${decimal({ amountMinor: balanceMinor, currency })} ${currency}`)
  const currencyOf = (claim: string): Currency =>
    [...ledger, ...ours].find((one) => one.claim === claim)?.currency ?? 'DKK'
  const tell = (what: string, { claim, journalMinor, ledgerMinor }: Difference): void => {
    const told = (amountMinor: number): string => decimal({ amountMinor, currency: currencyOf(claim) })
    console.error(
      `${claim}: ${what} ${told(journalMinor)} by the journal, ${told(ledgerMinor)} by the ledger`,
    )
  }
  for (const difference of owing) tell('we owe', difference)
  for (const difference of owed) tell('owes us', difference)
  const clearing = await clearingFaults(house)
  for (const { account, currency, participant, ledgerMinor, shouldBeMinor } of clearing) {
    const told = (amountMinor: number): string => decimal({ amountMinor, currency })
    const whose = participant === undefined ? '' : ` of participant ${participant}`
    console.error(
      `${account}${whose}: ${told(ledgerMinor)} in the ledger, ${told(shouldBeMinor)} by what is open`,
    )
  }
  const all = [
    ...owing,
    ...owed,
    ...clearing.map((one) => ({ journalMinor: one.shouldBeMinor, ledgerMinor: one.ledgerMinor })),
  ]
  const off = all.reduce((sum, one) => sum + Math.abs(one.journalMinor - one.ledgerMinor), 0)
  console.log(
    `${entries.length} entries, ${ledger.length} claims; difference ${decimal({ amountMinor: off, currency: 'DKK' })}`,
  )
  if (off > 0) process.exitCode = 1
}

/** What each document that the journal names comes to, in minor units. */
async function amountsIn(house: Database, entries: readonly MoneyEntry[]): Promise<Map<string, number>> {
  const amounts = new Map<string, number>()
  for (const { kind, facts } of entries) {
    if (kind !== 'finalised') continue
    const number = String(facts['invoice'])
    amounts.set(number, (await invoiceOf(house, number)).content.totals.payableMinor)
  }
  return amounts
}

async function moneyEntries(house: Database): Promise<MoneyEntry[]> {
  const found: MoneyEntry[] = []
  for (let after = 0; ; after += batch) {
    const entries = await entriesAfter(house, after, batch)
    if (entries.length === 0) return found
    found.push(...entries.filter(({ kind }) => moneyKinds.includes(kind)))
  }
}
