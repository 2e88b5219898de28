/**
 * Takes in what a bank answers, each file once by its hash, in any order (B1), and in stretches, so that a file of any
 * length takes the memory of one. All of it stands in the caller's transaction: a file that breaks off, or does not add
 * up, undoes what its beginning did.
 */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { sha256 } from '../base/canonical.ts'
import { refuse } from '../base/refusal.ts'
import type { Transaction } from '../database.ts'
import { matchStatus } from './bank-match.ts'
import { bookingsIn, type Booking } from './bank-statement.ts'
import { statusReport } from './bank-status.ts'
import { piecesOf, textAt, type BankXml } from './bank-xml.ts'
import { takeBookings, type TakenAnswer } from './booking-store.ts'
import { sentPayments } from './sent-store.ts'

// Read, matched and written together.
const bookingsAtOnce = 400

/**
 * What each stretch of the file moved and asks; nothing for a file that was taken before.
 * @throws Refusal `malformed` / `bank-file-unreadable`, `unsupported` / `bank-message-unknown`, `too-large`, and
 * `invalid` / `statement-does-not-add-up`.
 */
export async function* takeBankAnswer(
  trx: Transaction,
  { bytes, by, at }: { readonly bytes: Buffer; readonly by: Actor; readonly at: Temporal.Instant },
): AsyncGenerator<TakenAnswer> {
  // Up to its first entry, if it has any: the group header comes before all of them.
  const head: BankXml = piecesOf(bytes, 'Ntry').next().value
  const { message, document } = head
  const isStatus = message.startsWith('pain.002.')
  if (!isStatus && !/^camt\.05[34]\./.test(message))
    throw refuse('unsupported', 'bank-message-unknown', { message })
  const bankFile = sha256(bytes)
  const row = {
    sha256: bankFile,
    message,
    message_id: messageId(head),
    taken_by: actorText(by),
    taken_at: instantText(at),
  }
  const fresh = await trx('bank_files').insert(row).onConflict('sha256').ignore().returning('sha256')
  if (fresh.length === 0) return
  if (isStatus) return yield await takeStatus(trx, document)
  for (const stretch of inStretches(bookingsIn(bytes)))
    yield await takeBookings(trx, stretch, { bankFile, at })
}

const messageId = ({ document }: BankXml): string => {
  const names = ['CstmrPmtStsRpt', 'BkToCstmrStmt', 'BkToCstmrDbtCdtNtfctn']
  const ids = names.map((name) => textAt(document, name, 'GrpHdr', 'MsgId'))
  return ids.find((id) => id !== undefined) ?? ''
}

async function takeStatus(trx: Transaction, document: BankXml['document']): Promise<TakenAnswer> {
  const report = statusReport(document)
  const held = await sentPayments(trx, { runs: [report.run] })
  const { moves, questions } = matchStatus(report, held.payments())
  const moved = held.move(moves)
  await held.save()
  return { moves: moved, questions: questions.map(({ question, reference }) => ({ question, reference })) }
}

function* inStretches(bookings: Iterable<Booking>): Generator<Booking[]> {
  let stretch: Booking[] = []
  for (const booking of bookings) {
    if (stretch.push(booking) < bookingsAtOnce) continue
    yield stretch
    stretch = []
  }
  if (stretch.length > 0) yield stretch
}
