/** Updates many rows of a table with few statements. Knows no table. */
import type { Transaction } from '../database.ts'

/** Values of a row by column. */
export type Columns = Readonly<Record<string, string | number | null>>

/** Writes the columns that differ; rows in which the same columns get the same values go together. */
export async function updateAlike(
  trx: Transaction,
  table: string,
  rows: readonly { readonly id: number; readonly was: Columns; readonly is: Columns }[],
): Promise<void> {
  const alike = new Map<string, number[]>()
  for (const { id, was, is } of rows) {
    const differing = Object.entries(is).filter(([column, value]) => value !== was[column])
    const key = JSON.stringify(Object.fromEntries(differing))
    const ids = alike.get(key)
    if (ids) ids.push(id)
    else alike.set(key, [id])
  }
  alike.delete('{}')
  for (const [columns, ids] of alike)
    await trx(table)
      .whereIn('id', ids)
      .update(JSON.parse(columns) as Columns)
}
