import type { Knex } from 'knex'

/**
 * By what a parcel is found: its number, the reference of its claim, the serial numbers of the devices in it, a carrier's
 * tracking number. `tail` is the end of each, so that the last characters find it without reading every row.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('parcel_marks', (table) => {
    table.integer('parcel_id').notNullable().references('id').inTable('parcels')
    table.text('kind').notNullable()
    table.text('value').notNullable()
    table.text('tail').notNullable()
    table.primary(['parcel_id', 'kind', 'value'])
    table.index(['value'])
    table.index(['tail'])
  })
  for (const parcel of await parcelsOf(knex)) {
    const serials = parcel.units.flatMap((position) => parcel.devices[position - 1]?.serial ?? [])
    const marks = [
      { kind: 'sscc', value: parcel.sscc },
      { kind: 'reference', value: parcel.reference },
      ...serials.map((value) => ({ kind: 'serial', value })),
    ].map(({ kind, value }) => ({ parcel_id: parcel.id, kind, ...spelled(value) }))
    await knex('parcel_marks').insert(marks).onConflict(['parcel_id', 'kind', 'value']).ignore()
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('parcel_marks')
}

type Device = { readonly serial: string } | undefined

async function parcelsOf(
  knex: Knex,
): Promise<{ id: number; sscc: string; reference: string; units: number[]; devices: Device[] }[]> {
  const rows = await knex('parcels')
    .join('shipments', 'shipments.id', 'parcels.shipment_id')
    .join('claims', 'claims.reference', 'shipments.claim_reference')
    .select<{ id: number; sscc: string; reference: string; units: string; application: string }[]>(
      'parcels.id',
      'sscc',
      'claims.reference',
      'parcels.units',
      'application',
    )
  return rows.map(({ units, application, ...row }) => ({
    ...row,
    units: JSON.parse(units) as number[],
    devices: (JSON.parse(application) as { units: { device?: Device }[] }).units.map(({ device }) => device),
  }))
}

const spelled = (text: string): { value: string; tail: string } => {
  const value = text
    .normalize('NFKC')
    .toLocaleUpperCase('en')
    .replace(/[^\p{L}\p{N}]/gu, '')
  return { value, tail: value.slice(-5) }
}
