/**
 * Rows of data keys: one a participant, wrapped by the key of the house. Whatever is sealed with it is lost for good
 * when the row is emptied, in every copy and backup that the house key does not come with (decision 16).
 */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { makeSealingKey, type HouseKeys, type SealingKey } from '../base/sealing.ts'
import { houseKeysOf, inTransaction, type Database, type Transaction } from '../database.ts'

type DataKeyRow = {
  participant_id: number
  wrapped: string | null
  house_key: string
  made_at: string
  destroyed_at: string | null
}

/** What sealed texts name the key of a participant by. */
const nameOf = (participantId: number): string => `p${participantId}`

const contextOf = (participantId: number): string => `data-key ${participantId}`

/** The key to seal with, made when there is none yet. @throws Error for a participant who was erased. */
export async function dataKeyFor(
  trx: Transaction,
  participantId: number,
  at: Temporal.Instant,
): Promise<SealingKey> {
  const house = houseKeysOf(trx)
  const { bytes } = makeSealingKey('')
  const [made] = await trx<DataKeyRow>('data_keys')
    .insert({
      participant_id: participantId,
      wrapped: house.seal(bytes, contextOf(participantId)),
      house_key: house.current,
      made_at: instantText(at),
    })
    .onConflict('participant_id')
    .ignore()
    .returning('participant_id')
  if (made) return { id: nameOf(participantId), bytes }
  // Made before, or at the same moment: the first one counts.
  const row = await trx<DataKeyRow>('data_keys').where({ participant_id: participantId }).first()
  const key = row && openDataKey(house, participantId, row.wrapped)
  if (!key) throw new Error(`the key of participant ${participantId} was destroyed`)
  return key
}

/** Undefined when it was destroyed. @throws Error when the house key that wrapped it is missing. */
export const openDataKey = (
  house: HouseKeys,
  participantId: number,
  wrapped: string | null,
): SealingKey | undefined =>
  wrapped === null
    ? undefined
    : { id: nameOf(participantId), bytes: house.open(wrapped, contextOf(participantId)) }

/** GDPR art. 17: what the key sealed cannot be read by anybody from now on. */
export const destroyDataKey = async (
  trx: Transaction,
  participantId: number,
  at: Temporal.Instant,
): Promise<void> => {
  const when = instantText(at)
  await trx<DataKeyRow>('data_keys')
    .insert({
      participant_id: participantId,
      wrapped: null,
      house_key: '',
      made_at: when,
      destroyed_at: when,
    })
    .onConflict('participant_id')
    .merge(['wrapped', 'house_key', 'destroyed_at'])
}

const keysAtOnce = 500

/** Wraps by the present house key what an older one wrapped. Safe to stop anywhere and begin again. Gives how many. */
export async function rewrapDataKeys(db: Database): Promise<number> {
  const house = houseKeysOf(db)
  let turned = 0
  for (;;) {
    const done = await inTransaction(db, async (trx) => {
      const rows = await trx<DataKeyRow>('data_keys')
        .whereNotNull('wrapped')
        // Spelled so that the index finds them: usually there is none among a million.
        .where((another) => {
          void another.where('house_key', '<', house.current).orWhere('house_key', '>', house.current)
        })
        .limit(keysAtOnce)
      for (const { participant_id: id, wrapped } of rows) {
        const key = openDataKey(house, id, wrapped)
        if (!key) continue
        await trx<DataKeyRow>('data_keys')
          .where({ participant_id: id })
          .update({ wrapped: house.seal(key.bytes, contextOf(id)), house_key: house.current })
      }
      return rows.length
    })
    turned += done
    if (done < keysAtOnce) return turned
  }
}
