/** Finds claims by the numbers of their documents, by beginning or end. Reads only. */
import { begins, endsIn, tailLength, type Database } from '../database.ts'

/** References of claims, at most `limit` for each way in which they are found; the same one may come twice. */
export async function claimsBilledAs(db: Database, typed: string, limit: number): Promise<string[]> {
  const number = typed.trim().toUpperCase()
  if (number.length < tailLength) return []
  const invoices = () => db('invoices').limit(limit)
  const found = await Promise.all([
    begins(invoices(), 'number', number).pluck('claim_reference'),
    endsIn(invoices(), 'number', number).pluck('claim_reference'),
  ])
  return (found as string[][]).flat()
}
