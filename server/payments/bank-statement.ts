/**
 * Reads camt.053 and camt.054: what was booked on our account. Pure. A statement that does not add up is refused whole:
 * half of one is worse than none.
 */
import { sha256 } from '../base/canonical.ts'
import type { Currency } from '../base/money.ts'
import { refuse } from '../base/refusal.ts'
import { amountAt, elementsAt, piecesOf, textAt, type Element, type Slices } from './bank-xml.ts'

/** One movement. Amounts are minor units; money that came in is positive. */
export type Booking = {
  /** The same booking has the same key in every file that tells of it. */
  readonly key: string
  readonly amountMinor: number
  readonly currency: Currency
  readonly bookedOn: string
  readonly endToEndId?: string
  /** PmtInfId, when a whole batch was booked as one movement without details. */
  readonly batch?: string
  /** ISO 20022 reason code of a returned payment. */
  readonly returned?: string
  readonly remittance: string
}

/**
 * The movements of a statement (053) or notification (054), one after the other as they stand in the file, so that one
 * of any length takes little memory. Whether it adds up is known at its end.
 * @throws Refusal `invalid` / `statement-does-not-add-up`, and as `piecesOf`: what was given before counts for nothing.
 */
export function* bookingsIn(slices: Slices): Generator<Booking> {
  const moved = new Map<Element, number>()
  const seen = new Map<Element, Map<string, number>>()
  let document: Element = {}
  const pieces = (function* () {
    document = (yield* piecesOf(slices, 'Ntry')).document
  })()
  for (const { element: entry, parent: part } of pieces) {
    if (!isBooked(entry)) continue
    moved.set(part, (moved.get(part) ?? 0) + signed(entry))
    const before = seen.get(part) ?? new Map<string, number>()
    seen.set(part, before)
    yield* movementsOf(entry, part, before)
  }
  const statements = elementsAt(document, 'BkToCstmrStmt', 'Stmt')
  for (const part of statements) checkBalance(part, moved.get(part) ?? 0)
}

/** Opening balance and booked entries give the closing balance. */
function checkBalance(part: Element, movedMinor: number): void {
  const opening = balance(part, 'OPBD') ?? balance(part, 'PRCD')
  const closing = balance(part, 'CLBD')
  if (opening === undefined || closing === undefined) return
  if (opening + movedMinor !== closing)
    throw refuse('invalid', 'statement-does-not-add-up', { statement: textAt(part, 'Id') ?? '' })
}

function balance(part: Element, type: string): number | undefined {
  const found = elementsAt(part, 'Bal').find((one) => textAt(one, 'Tp', 'CdOrPrtry', 'Cd') === type)
  return found && signed(found)
}

const signed = (element: Element): number =>
  (textAt(element, 'CdtDbtInd') === 'DBIT' ? -1 : 1) * amountAt(element, 'Amt').amountMinor

/** Pending entries may vanish again; only booked ones move money (B2). */
const isBooked = (entry: Element): boolean => (textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts')) === 'BOOK'

function* movementsOf(entry: Element, part: Element, seen: Map<string, number>): Generator<Booking> {
  const account = textAt(part, 'Acct', 'Id', 'IBAN') ?? ''
  const details = elementsAt(entry, 'NtryDtls', 'TxDtls')
  const withAmounts = details.filter((detail) => elementsAt(detail, 'Amt').length > 0)
  const told = withAmounts.reduce((sum, detail) => sum + amountAt(detail, 'Amt').amountMinor, 0)
  // Details that leave something out would lose money in silence: then the entry counts as a whole.
  const complete = withAmounts.length === details.length && told === amountAt(entry, 'Amt').amountMinor
  const movements = details.length > 0 && complete ? details : [entry]
  for (const movement of movements) yield booking(entry, movement, account, seen)
}

function booking(entry: Element, movement: Element, account: string, seen: Map<string, number>): Booking {
  const { amountMinor, currency } = amountAt(movement, 'Amt')
  const sign = (textAt(movement, 'CdtDbtInd') ?? textAt(entry, 'CdtDbtInd')) === 'DBIT' ? -1 : 1
  // An entry of one detail that names no amount of its own is still told by that detail.
  const details = elementsAt(entry, 'NtryDtls', 'TxDtls')
  const source = movement === entry && details.length === 1 ? (details[0] ?? entry) : movement
  const endToEndId = textAt(source, 'Refs', 'EndToEndId')
  const batch = source === entry ? textAt(entry, 'NtryDtls', 'Btch', 'PmtInfId') : undefined
  const bookedOn = (textAt(entry, 'BookgDt', 'Dt') ?? textAt(entry, 'BookgDt', 'DtTm') ?? '').slice(0, 10)
  const returned = textAt(source, 'RtrInf', 'Rsn', 'Cd')
  const remittance = elementsAt(source, 'RmtInf')
    .flatMap((one) => elementsAt(one, 'Ustrd').map((words) => textAt(words) ?? ''))
    .join(' ')
  const facts = [
    account,
    bookedOn,
    sign * amountMinor,
    currency,
    endToEndId,
    batch,
    returned,
    remittance,
  ].join('|')
  // Two equal movements of a day are two: the second has another key, in whatever file it comes.
  // Of each movement only a short hash is remembered, so that a long file takes little memory.
  const trace = sha256(facts).slice(0, 24)
  const times = (seen.get(trace) ?? 0) + 1
  seen.set(trace, times)
  return {
    key: `${facts}|${times}`,
    amountMinor: sign * amountMinor,
    currency,
    bookedOn,
    ...(endToEndId && endToEndId !== 'NOTPROVIDED' && { endToEndId }),
    ...(batch && { batch }),
    ...(returned && { returned }),
    remittance,
  }
}
