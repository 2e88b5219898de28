/**
 * The list of erasures, kept outside the database as well: a backup from before knows nothing of them, and bringing it back
 * must not bring back what was erased. Holds ids and references, and nothing of anybody.
 */
import { z } from 'zod'
import type { Database } from '../database.ts'

/** Its name in the house's folder. */
export const erasureListName = 'erasures.jsonl'

const line = z.strictObject({
  participant: z.int().positive(),
  references: z.array(z.string().min(1).max(30)).max(10_000),
  erasedAt: z.iso.datetime(),
})

/** One participant that was erased as a whole, and its claims. What a period let go is found again by the next round. */
export type Listed = z.infer<typeof line>

/** Every erasure of a whole participant, the oldest first. */
export async function listErasures(db: Database): Promise<Listed[]> {
  const rows: { participant_id: number; erased_at: string }[] = await db('erasures')
    .whereNull('kind')
    .orderBy('id')
    .select('participant_id', 'erased_at')
  const claims: { participant_id: number; reference: string }[] = await db('claims')
    .whereIn('participant_id', db('erasures').whereNull('kind').select('participant_id'))
    .orderBy('id')
    .select('participant_id', 'reference')
  return rows.map(({ participant_id: participant, erased_at: erasedAt }) => ({
    participant,
    references: claims.filter((one) => one.participant_id === participant).map(({ reference }) => reference),
    erasedAt,
  }))
}

/** One line of JSON for each. */
export const listText = (erasures: readonly Listed[]): string =>
  erasures.map((one) => `${JSON.stringify(one)}\n`).join('')

/** @throws ZodError or SyntaxError for a text that is no such list. */
export const listFrom = (text: string): Listed[] =>
  text
    .split('\n')
    .filter((one) => one.trim() !== '')
    .map((one) => line.parse(JSON.parse(one)))
