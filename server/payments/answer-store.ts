/**
 * Takes in what a bank answers, each file once by its hash, in any order (B1), and in stretches, so that a file of any
 * length takes the memory of one. All of it stands in the caller's transaction: a file that breaks off, or does not add
 * up, undoes what its beginning did.
 */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Transaction } from '../database.ts'
import { matchStatus } from './bank-match.ts'
import { bookingsIn, type Booking } from './bank-statement.ts'
import { statusReport } from './bank-status.ts'
import { headOf, textAt, type BankXml, type Slices } from './bank-xml.ts'
import { takeBookings, type TakenAnswer } from './booking-store.ts'
import { sentPayments } from './sent-store.ts'

/** A file as it was sent: read as often as need be, and known by the hash of its bytes (SHA-256, hexadecimal). */
export type BankFile = {
  readonly sha256: string
  readonly sizeBytes: number
  readonly slices: () => Slices
}

// Read, matched and written together.
const bookingsAtOnce = 400

/**
 * What each stretch of the file moved and asks; nothing for a file that was taken before.
 * @throws Refusal `malformed` / `bank-file-unreadable`, `unsupported` / `bank-message-unknown`, and `invalid` /
 * `statement-does-not-add-up`.
 */
export async function* takeBankAnswer(
  trx: Transaction,
  { file, by, at }: { readonly file: BankFile; readonly by: Actor; readonly at: Temporal.Instant },
): AsyncGenerator<TakenAnswer> {
  // Up to its first entry, if it has any: the group header comes before all of them.
  const head = headOf(file.slices(), 'Ntry')
  const { message, document } = head
  const isStatus = message.startsWith('pain.002.')
  if (!isStatus && !/^camt\.05[34]\./.test(message))
    throw refuse('unsupported', 'bank-message-unknown', { message })
  const bankFile = file.sha256
  const row = {
    sha256: bankFile,
    message,
    message_id: messageId(head),
    size_bytes: file.sizeBytes,
    taken_by: actorText(by),
    taken_at: instantText(at),
  }
  const fresh = await trx('bank_files').insert(row).onConflict('sha256').ignore().returning('sha256')
  if (fresh.length === 0) return
  if (isStatus) return yield await takeStatus(trx, document)
  for (const stretch of inStretches(bookingsIn(file.slices())))
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
