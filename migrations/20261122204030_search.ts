import type { Knex } from 'knex'

/**
 * What staff search by is found by its beginning and by its last four characters (eight of a company, since
 * many end alike), in a million claims as in ten: an index
 * of each. Nothing is copied, so that nothing has to be written, brought up to date or erased in a second place.
 */
export async function up(knex: Knex): Promise<void> {
  for (const { table, of, also = '', length = 4 } of searched) {
    const name = `${table}_${of.replace(/\W/g, '')}`
    await knex.raw(`CREATE INDEX ${name}_tail ON ${table} (${also}${tail(knex, of, length)})`)
    const begin = isSqlite(knex) ? of : `(${of}) text_pattern_ops`
    await knex.raw(`CREATE INDEX ${name}_begin ON ${table} (${also}${begin})`)
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const { table, of } of searched)
    for (const end of ['tail', 'begin']) await knex.raw(`DROP INDEX ${table}_${of.replace(/\W/g, '')}_${end}`)
}

const isSqlite = (knex: Knex): boolean => knex.client.dialect === 'sqlite3'

const tail = (knex: Knex, of: string, length: number): string =>
  isSqlite(knex) ? `substr(${of}, -${length})` : `right(${of}, ${length})`

const searched: readonly {
  readonly table: string
  readonly of: string
  readonly also?: string
  readonly length?: number
}[] = [
  { table: 'claims', of: 'reference' },
  { table: 'claim_keys', of: 'value', also: 'kind, ' },
  { table: 'participants', of: 'lower(name)', length: 8 },
  { table: 'invoices', of: 'number' },
  { table: 'parcels', of: 'sscc' },
  { table: 'carrier_orders', of: 'tracking_number' },
]
