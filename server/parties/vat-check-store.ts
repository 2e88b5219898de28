/** Rows of what was learned of VAT numbers: each answer is a row of its own, and the last one that decides counts. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'

/** `pending`: the register was asked and did not answer, or nobody has asked yet. */
export type VatAnswer = 'valid' | 'pending' | 'invalid'

export type VatCheck = {
  /** As it stands in the register: `DK13585628`. */
  readonly vatId: string
  readonly answer: VatAnswer
  /** A person who looked it up, or the register of the European Union itself. */
  readonly source: 'person' | 'vies'
  readonly by: string
  readonly at: Temporal.Instant
  /** What the register said, or what the person wrote down. */
  readonly evidence: string
}

/** Keeps an answer beside those before it. */
export async function recordVatCheck(trx: Transaction, check: VatCheck): Promise<void> {
  await trx('vat_checks').insert({
    vat_id: check.vatId,
    answer: check.answer,
    source: check.source,
    checked_by: check.by,
    checked_at: instantText(check.at),
    evidence: check.evidence,
  })
}

/** Whether anybody ever asked of it, with an answer or without. */
export async function wasAsked(db: Database, vatId: string): Promise<boolean> {
  return (await db('vat_checks').where({ vat_id: vatId }).first('id')) !== undefined
}

/** Those of the numbers that the register, or a person, last said to be no longer in force. */
export async function deadAmong(
  db: Database,
  vatIds: readonly (string | null)[],
): Promise<readonly string[]> {
  const dead: string[] = []
  for (const vatId of vatIds)
    if (vatId !== null && (await vatAnswerFor(db, vatId)) === 'invalid') dead.push(vatId)
  return dead
}

/** What is known of a number: the latest answer that decides, `pending` while there is none. */
export async function vatAnswerFor(db: Database, vatId: string): Promise<VatAnswer> {
  const row = await db<{ vat_id: string; answer: VatAnswer }>('vat_checks')
    .where({ vat_id: vatId })
    .whereNot({ answer: 'pending' })
    .orderBy('id', 'desc')
    .first()
  return row?.answer ?? 'pending'
}
