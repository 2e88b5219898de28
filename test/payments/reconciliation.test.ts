import { differencesBetween, standingsFrom, type MoneyEntry } from '../../server/payments/reconciliation.ts'

const claim = 'TI-1'
const made: MoneyEntry = { claim, kind: 'finalised', facts: { invoice: 'SB-1' } }
const paid: MoneyEntry = { claim, kind: 'paid', facts: { amountMinor: 10_000 } }
const back = (was: string): MoneyEntry => ({ claim, kind: 'returned', facts: { amountMinor: 10_000, was } })
const amountOf = (number: string) => (number === 'SB-1' ? 10_000 : undefined)

const line = (of: string, stillOwedMinor: number) => ({ claim: of, currency: 'DKK' as const, stillOwedMinor })

test.each([
  { story: 'owed', entries: [made], owed: 10_000, paid: 0 },
  { story: 'paid', entries: [made, paid], owed: 10_000, paid: 10_000 },
  { story: 'paid and returned', entries: [made, paid, back('paid')], owed: 10_000, paid: 0 },
  { story: 'rejected before it was booked', entries: [made, back('queued')], owed: 10_000, paid: 0 },
])('$story (R97)', ({ entries, owed, paid: out }) => {
  expect(standingsFrom(entries, amountOf)).toEqual(new Map([[claim, { owed, paid: out }]]))
})

test('a document that nobody issued is no debt: it stops the count', () => {
  expect(() => standingsFrom([made], () => undefined)).toThrow('SB-1')
})

test('an øre too much in the ledger shows, and so does a claim that only one of them knows (O5)', () => {
  const standings = standingsFrom([made], amountOf)
  expect(differencesBetween(standings, [line(claim, 10_000)])).toEqual([])
  expect(differencesBetween(standings, [line(claim, 10_001), line('TI-2', 5)])).toEqual([
    { claim, journalMinor: 10_000, ledgerMinor: 10_001 },
    { claim: 'TI-2', journalMinor: 0, ledgerMinor: 5 },
  ])
})
