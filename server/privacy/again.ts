/**
 * Erases again what a restored backup brought back. What it brought back in a state in which nothing may be erased is told,
 * not forced: claims that were under way then, and money that was owed.
 */
import type { Actor } from '../base/actor.ts'
import type { Clock } from '../base/calendar.ts'
import { Refusal } from '../base/refusal.ts'
import { inTransaction, type Database } from '../database.ts'
import { erase } from './erasing-store.ts'
import type { Listed } from './list-store.ts'
import { subjectWith } from './subject-store.ts'

/** How many were erased again, and of whom it could not be done: the first claim and the code of the reason. */
export type Again = {
  readonly erased: number
  readonly left: readonly { readonly reference: string; readonly code: string }[]
}

const by: Actor = { kind: 'system', part: 'restore' }

/** Those that the backup knows as erased are passed over, and those that are younger than it. */
export async function eraseAgain(
  house: { readonly db: Database; readonly clock: Clock },
  list: readonly Listed[],
): Promise<Again> {
  let erased = 0
  const left: { reference: string; code: string }[] = []
  for (const { participant, references } of list) {
    const known = await house
      .db('claims')
      .where({ participant_id: participant })
      .whereIn('reference', references)
      .first('id')
    if (!known) continue
    try {
      await inTransaction(house.db, async (trx) =>
        erase(trx, house, await subjectWith(trx, [participant]), by),
      )
      erased += 1
    } catch (error) {
      const code = error instanceof Refusal ? error.faults[0]?.code : undefined
      if (code === undefined) throw error
      if (code !== 'erased-already') left.push({ reference: references[0] ?? '', code })
    }
  }
  return { erased, left }
}
