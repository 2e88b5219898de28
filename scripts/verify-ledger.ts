/**
 * Reconciles exported books: `npm run verify-ledger -- DIR`. Imports nothing of the server: it reads the three tables as
 * docs/ledger.md tells them, and computes in whole numbers. Exit 0: every difference is 0.00; 1: what does not agree.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

type Row = Readonly<Record<string, string>>
export type Books = {
  readonly ledger: readonly Row[]
  readonly documents: readonly Row[]
  readonly vat: readonly Row[]
}

/** Ten-thousandths, so that currencies of up to four decimals are whole. @throws RangeError for what is no amount. */
export function units(amount: string): bigint {
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(amount) ?? []
  if (whole === '') throw new RangeError(`not an amount: ${amount}`)
  return BigInt(`${sign}${whole}${part.padEnd(4, '0')}`)
}

/** Rows of a CSV file (RFC 4180) by the names in its head. */
export function table(text: string): Row[] {
  const records: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end !== ',') records.push([])
  }
  const [head = [], ...lines] = records.filter((record) => record.length > 1)
  return lines.map((line) => Object.fromEntries(head.map((name, place) => [name, line[place] ?? ''])))
}

const of = (row: Row, name: string): string => row[name] ?? ''
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n)

/** Everything that does not agree, in words; none is what must come out. */
export function differences({ ledger, documents, vat }: Books): string[] {
  const groups = grouped(vat, (row) => of(row, 'number'))
  const wrong = documents.flatMap((one) => inItself(one, groups.get(of(one, 'number')) ?? []))
  return [...gaps(documents), ...wrong, ...posted(ledger, documents)]
}

function grouped(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

/** A series counts from 1 without a gap. */
function gaps(documents: readonly Row[]): string[] {
  const series = grouped(documents, (row) => of(row, 'number').replace(/-\d+$/, ''))
  return [...series].flatMap(([name, rows]) => {
    const ordinals = rows
      .map((row) => Number(of(row, 'number').slice(name.length + 1)))
      .toSorted((a, b) => a - b)
    return ordinals.every((ordinal, place) => ordinal === place + 1) ? [] : [`${name} has a gap`]
  })
}

/** Net, VAT and rounding make the amount; the VAT groups make net and VAT. */
function inItself(document: Row, groups: readonly Row[]): string[] {
  const number = of(document, 'number')
  const amount = (name: string): bigint => units(of(document, name))
  const agrees =
    amount('net') + amount('vat') + amount('rounding') === amount('payable') &&
    sum(groups.map((row) => units(of(row, 'base')))) === amount('net') &&
    sum(groups.map((row) => units(of(row, 'vat')))) === amount('vat')
  return agrees ? [] : [`${number} does not add up`]
}

/** Every document is posted once with its amount, and nothing is posted for a document that does not exist. */
function posted(ledger: readonly Row[], documents: readonly Row[]): string[] {
  const causes = { '389': 'owed', '261': 'credited' } as const
  const amounts = new Map(ledger.map((row) => [of(row, 'cause'), units(of(row, 'amount'))]))
  const named = new Set(
    documents.map((row) => `${causes[of(row, 'type') === '261' ? '261' : '389']}:${of(row, 'number')}`),
  )
  const missing = documents.flatMap((row) => {
    const cause = `${causes[of(row, 'type') === '261' ? '261' : '389']}:${of(row, 'number')}`
    return amounts.get(cause) === units(of(row, 'payable')) ? [] : [`${cause} is not in the ledger as issued`]
  })
  // A programme may pay by the claim's own reference, without a document (R59).
  const stray = ledger
    .filter((row) => /^(owed|credited):/.test(of(row, 'cause')) && !named.has(of(row, 'cause')))
    .filter((row) => of(row, 'cause') !== `owed:${of(row, 'claim')}`)
    .map((row) => `${of(row, 'cause')} has no document`)
  return [...missing, ...stray]
}

/** By currency: what documents say was bought, less what the ledger says; and the sum of all accounts. */
export function totals({ ledger, documents }: Books): { currency: string; bought: bigint; off: bigint }[] {
  const currencies = [...new Set([...ledger, ...documents].map((row) => of(row, 'currency')))].toSorted()
  return currencies.map((currency) => {
    const issued = documents.filter((row) => of(row, 'currency') === currency)
    const bought = sum(
      issued.map((row) => units(of(row, 'payable')) * (of(row, 'type') === '261' ? -1n : 1n)),
    )
    const purchases = ledger
      .filter((row) => of(row, 'currency') === currency && of(row, 'cause') !== `owed:${of(row, 'claim')}`)
      .filter((row) => /^(owed|credited):/.test(of(row, 'cause')))
      .map((row) => units(of(row, 'amount')) * (of(row, 'debit') === 'purchases' ? 1n : -1n))
    return { currency, bought, off: bought - sum(purchases) }
  })
}

const text = (amount: bigint): string => (Number(amount) / 10_000).toFixed(2)

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [directory] = process.argv.slice(2)
  if (!directory) {
    console.error('usage: npm run verify-ledger -- DIR')
    process.exit(2)
  }
  const read = (name: string): Row[] => table(readFileSync(join(directory, `${name}.csv`), 'utf8'))
  const books = { ledger: read('ledger'), documents: read('documents'), vat: read('vat') }
  const found = differences(books)
  for (const difference of found) console.error(difference)
  for (const { currency, bought, off } of totals(books)) {
    console.log(`${currency}: documents ${text(bought)}, difference to the ledger ${text(off)}`)
    if (off !== 0n) process.exitCode = 1
  }
  console.log(
    `${books.ledger.length} postings, ${books.documents.length} documents, ${found.length} differences`,
  )
  if (found.length > 0) process.exitCode = 1
}
