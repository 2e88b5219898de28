import type { Knex } from 'knex'

/** Rewards that are goods (R67): what has to be sent to whom, each unit once, and when it left. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('goods_orders', (table) => {
    table.increments('id')
    table.text('claim_reference').notNullable().references('reference').inTable('claims')
    table.integer('unit').notNullable()
    table.text('part_number').notNullable()
    table.text('ordered_at').notNullable()
    table.text('parcel')
    table.text('shipped_by')
    table.text('shipped_at')
    table.unique(['claim_reference', 'unit'])
    table.index(['shipped_at', 'ordered_at'])
    table.check(
      '(parcel IS NULL) = (shipped_at IS NULL) AND (parcel IS NULL) = (shipped_by IS NULL)',
      [],
      'goods_orders_shipped_whole',
    )
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('goods_orders')
}
