/** Rows of answers to offers. Only ever added: a later answer to the same offer is a row of its own. */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'

export type OfferAnswer = {
  readonly offerNo: number
  readonly answer: 'accept' | 'decline' | 'dispute'
  /** Of the offer as it was shown. */
  readonly textSha256: string
  /** What the participant said in own words; belongs to this row alone, never to the journal. */
  readonly words?: string | undefined
  readonly at: Temporal.Instant
}

/** Keeps an answer with who gave it and the network address that it came from. */
export async function keepAnswer(
  trx: Transaction,
  { unitId, by, from, at, ...answer }: OfferAnswer & { unitId: number; by: Actor; from: string },
): Promise<void> {
  await trx('offer_answers').insert({
    unit_id: unitId,
    offer_no: answer.offerNo,
    answer: answer.answer,
    text_sha256: answer.textSha256,
    words: answer.words ?? null,
    answered_by: actorText(by),
    answered_from: from,
    answered_at: instantText(at),
  })
}

/** What was answered to the offers of a unit, oldest first. */
export async function answersOf(db: Database, unitId: number): Promise<OfferAnswer[]> {
  const rows: AnswerRow[] = await db('offer_answers').where({ unit_id: unitId }).orderBy('id')
  return rows.map((row) => ({
    offerNo: row.offer_no,
    answer: row.answer,
    textSha256: row.text_sha256,
    ...(row.words !== null && { words: row.words }),
    at: Temporal.Instant.from(row.answered_at),
  }))
}

type AnswerRow = {
  offer_no: number
  answer: OfferAnswer['answer']
  text_sha256: string
  words: string | null
  answered_at: string
}
