/**
 * What the ledger must say, recomputed from the journal alone (R97, O5). Pure. The journal tells which document was made
 * and what was paid and returned; the amount of a document is its own.
 */
import type { Currency } from '../base/money.ts'

/** What of an entry counts here. */
export type MoneyEntry = {
  readonly claim: string
  readonly kind: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** Minor units by claim. */
export type Standing = { readonly owed: number; readonly paid: number }

export const moneyKinds: readonly string[] = [
  'finalised',
  'promised',
  'credited',
  'paid',
  'returned',
  'set-off',
  'charged',
  'overpayment-notified',
  'repayment',
  'written-off',
]

/** @throws Error for an entry whose document is unknown: then the journal and the documents tell two stories. */
export function standingsFrom(
  entries: readonly MoneyEntry[],
  amountOf: (number: string) => number | undefined,
): ReadonlyMap<string, Standing> {
  const standings = new Map<string, Standing>()
  for (const { claim, kind, facts } of entries) {
    const { owed, paid } = standings.get(claim) ?? { owed: 0, paid: 0 }
    const amount = Number(facts['amountMinor'] ?? 0)
    if (kind === 'finalised') {
      const number = String(facts['invoice'])
      const made = amountOf(number)
      if (made === undefined)
        throw new Error(`${claim}: the journal names ${number}, which nobody has issued`)
      standings.set(claim, { owed: owed + made, paid })
    }
    if (kind === 'promised') standings.set(claim, { owed: owed + amount, paid })
    if (kind === 'set-off') standings.set(claim, { owed: owed - amount, paid })
    // What was paid by then is asked back, which is another account than the debt.
    if (kind === 'credited' && facts['was'] === 'owed') standings.set(claim, { owed: owed - amount, paid })
    if (kind === 'paid') standings.set(claim, { owed, paid: paid + amount })
    // What came back before it was booked never counted as paid.
    if (kind === 'returned' && facts['was'] === 'paid') standings.set(claim, { owed, paid: paid - amount })
  }
  return standings
}

/** What every claim owes to us by the journal, in minor units: asked back and charged, less what came or was given up. */
export function recoveredFrom(entries: readonly MoneyEntry[]): ReadonlyMap<string, Standing> {
  const signs: Readonly<Record<string, 1 | -1>> = {
    charged: 1,
    'overpayment-notified': 1,
    repayment: -1,
    'written-off': -1,
  }
  const owedToUs = new Map<string, number>()
  for (const { claim, kind, facts } of entries) {
    const sign = signs[kind]
    if (sign) owedToUs.set(claim, (owedToUs.get(claim) ?? 0) + sign * Number(facts['amountMinor'] ?? 0))
  }
  return new Map([...owedToUs].map(([claim, owed]) => [claim, { owed, paid: 0 }]))
}

/** With what is charged and not invoiced yet: the ledger has it from its cause on, the journal from its invoice on. */
export function withCharges(
  standings: ReadonlyMap<string, Standing>,
  charges: readonly { readonly reference: string; readonly amountMinor: number }[],
): ReadonlyMap<string, Standing> {
  const more = new Map(standings)
  for (const { reference, amountMinor } of charges) {
    const { owed, paid } = more.get(reference) ?? { owed: 0, paid: 0 }
    more.set(reference, { owed: owed + amountMinor, paid })
  }
  return more
}

/** What the ledger says of one claim: credits less debits of `payable` in minor units. */
export type LedgerStanding = {
  readonly claim: string
  readonly currency: Currency
  readonly stillOwedMinor: number
}

export type Difference = {
  readonly claim: string
  readonly journalMinor: number
  readonly ledgerMinor: number
}

/** Claims on which the journal and the ledger disagree; none is what must come out. */
export function differencesBetween(
  standings: ReadonlyMap<string, Standing>,
  ledger: readonly LedgerStanding[],
): Difference[] {
  const inLedger = new Map(ledger.map(({ claim, stillOwedMinor }) => [claim, stillOwedMinor]))
  const claims = [...new Set([...standings.keys(), ...inLedger.keys()])].toSorted()
  return claims.flatMap((claim) => {
    const { owed, paid } = standings.get(claim) ?? { owed: 0, paid: 0 }
    const journalMinor = owed - paid
    const ledgerMinor = inLedger.get(claim) ?? 0
    return journalMinor === ledgerMinor ? [] : [{ claim, journalMinor, ledgerMinor }]
  })
}
