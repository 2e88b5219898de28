/** Many claims by SQL that differ in everything that staff search by, so that a search can be measured at full size. */
import type { Database } from '../../server/database.ts'

// Letters and digits of references, without those that are read for others.
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** The `i`-th of all names of eight letters, far from its neighbours. */
function nameOf(i: number): string {
  let rest = (i * 2_654_435_761) % 32 ** 8
  let name = ''
  for (let place = 0; place < 8; place += 1) {
    name += letters[rest % 32]
    rest = Math.floor(rest / 32)
  }
  return name
}

const referenceOf = (i: number): string => `TI-${nameOf(i).slice(0, 4)}-${nameOf(i).slice(4)}`
const serialOf = (i: number): string => `PF${nameOf(i + 7_000_000)}`
const companyOf = (i: number): string => `${nameOf(i + 9_000_000)} Ærø ${i} A/S`

const rowsAtOnce = 500

/** Rows far above those that there are. */
const id = (i: number): number => 1_000_000_000 + i

/**
 * Makes `count` claims like `TI-1`, each of a company of its own with two serials. Gives what staff may type for the
 * `turn`-th look-up, and the claim that has to be found.
 */
export async function findables(
  db: Database,
  count: number,
): Promise<(turn: number) => { readonly typed: string; readonly claim: string }> {
  const pattern = await db('claims').where({ reference: 'TI-1' }).first<Row>()
  const company = await db('participants').where({ id: pattern.participant_id }).first<Row>()
  await db.transaction(async (trx) => {
    for (let from = 0; from < count; from += rowsAtOnce) {
      const places = Array.from(
        { length: Math.min(rowsAtOnce, count - from) },
        (_, place) => from + place + 1,
      )
      await trx('participants').insert(
        places.map((i) => ({ ...company, id: id(i), key: `found ${i}`, name: companyOf(i) })),
      )
      await trx('claims').insert(
        places.map((i) => ({
          ...pattern,
          id: id(i),
          participant_id: id(i),
          reference: referenceOf(i),
          application: '{}',
        })),
      )
      await trx('claim_keys').insert(
        places.map((i) => ({ claim_id: id(i), kind: 'device-serial', value: serialOf(i) })),
      )
      await trx('claim_keys').insert(
        places.map((i) => ({ claim_id: id(i), kind: 'product-serial', value: `L${serialOf(i + count)}` })),
      )
    }
  })
  await db.raw('ANALYZE')
  return (turn) => {
    const i = ((turn * 7919) % count) + 1
    const ways = [
      referenceOf(i),
      referenceOf(i).slice(-6),
      referenceOf(i).replaceAll('-', ''),
      serialOf(i),
      serialOf(i).slice(-7),
      companyOf(i).slice(0, 10),
      companyOf(i).toUpperCase(),
      companyOf(i).slice(-10),
    ]
    return { typed: ways[turn % ways.length] ?? '', claim: referenceOf(i) }
  }
}

type Row = { readonly participant_id: number }
