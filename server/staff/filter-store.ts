/** Rows of saved filters: how somebody likes to see a list, under a name of their own. Knows no list by name. */
import { instantText, type Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { inTransaction, type Database } from '../database.ts'

/** More would be a list that has to be searched. */
const savedAtMost = 20

export type SavedFilter = {
  readonly id: number
  readonly list: string
  readonly name: string
  /** Of the list's address, without its question mark. */
  readonly query: string
  readonly isDefault: boolean
}

type FilterRow = {
  id: number
  staff_id: number
  list: string
  name: string
  query: string
  made_at: string
  default_since: string | null
  ended_at: string | null
}

type Office = { readonly db: Database; readonly clock: Clock }

const alive = (db: Database, staff: number) =>
  db<FilterRow>('saved_filters').where({ staff_id: staff }).whereNull('ended_at')

/** Those of one person for one list, by name. */
export async function filtersOf(db: Database, staff: number, list: string): Promise<SavedFilter[]> {
  return (await alive(db, staff).where({ list }).orderBy('name')).map(filterFromRow)
}

/** Saves a filter; one of the same name gives way to it. @throws Refusal `too-many-filters`. */
export const saveFilter = (
  { db, clock }: Office,
  staff: number,
  { list, name, query, isDefault }: Omit<SavedFilter, 'id'>,
): Promise<void> =>
  inTransaction(db, async (trx) => {
    const now = instantText(clock.now())
    await alive(trx, staff).where({ list, name }).update({ ended_at: now })
    const kept = await alive(trx, staff).where({ list }).pluck('id')
    if (kept.length >= savedAtMost) throw refuse('conflict', 'too-many-filters', { most: savedAtMost })
    if (isDefault) await alive(trx, staff).where({ list }).update({ default_since: null })
    await trx('saved_filters').insert({
      staff_id: staff,
      list,
      name,
      query,
      made_at: now,
      default_since: isDefault ? now : null,
    })
  })

/** Ends one. Gives the list that it was of. @throws Refusal `not-found` for one that is not this person's, or ended before. */
export const endFilter = ({ db, clock }: Office, staff: number, id: number): Promise<string> =>
  inTransaction(db, async (trx) => {
    const filter = await alive(trx, staff).where({ id }).first()
    if (!filter) throw refuse('not-found', 'not-found')
    await alive(trx, staff)
      .where({ id })
      .update({ ended_at: instantText(clock.now()) })
    return filter.list
  })

const filterFromRow = ({ id, list, name, query, default_since: since }: FilterRow): SavedFilter => ({
  id,
  list,
  name,
  query,
  isDefault: since !== null,
})
