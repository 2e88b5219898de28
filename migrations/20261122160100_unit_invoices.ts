import type { Knex } from 'knex'

/** The last document that was issued for a unit: a claim may have several, each paid and corrected by itself. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('units', (table) => {
    table.text('invoice_number')
  })
  const issued = await knex('invoices')
    .join('claims', 'claims.reference', 'invoices.claim_reference')
    .where('invoices.type', '389')
    .orderBy('invoices.id')
    .select('claims.id as claim_id', 'invoices.number')
  for (const { claim_id, number } of issued)
    await knex('units')
      .where({ claim_id })
      .whereIn('settlement', ['final', 'queued', 'paid', 'recovering', 'repaid', 'written-off'])
      .update({ invoice_number: number })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('units', (table) => {
    table.dropColumn('invoice_number')
  })
}
