/** Examples of claims: applied for, looked at, asked about, decided, given more time. */
import type { ClaimView } from '../../server/claims/view.ts'
import { sampleApplication } from '../../server/demonstration/sample.ts'
import { orderGoods } from '../../server/payments/goods-store.ts'
import { expected } from '../walk/caller.ts'
import { applicationOf } from '../walk/applicant.ts'
import { asking } from './person.ts'
import type { Stage } from './stage.ts'

export type Applied = { readonly reference: string; readonly link: string }

/** A claim of a company that nobody has heard of, sent in with a proof that was taken in before. */
export async function applies({ house }: Stage, devices = 1): Promise<Applied> {
  const blank = await applicationOf(house.context)
  const [unit] = blank.units
  const units = Array.from({ length: devices }, (_, place) => ({
    product: { ...unit?.product, serial: `${unit?.product.serial}${place}` },
    device: { ...unit?.device, serial: `${unit?.device?.serial}${place}` },
  }))
  const { claim, link } = await asking(house.url)<{ claim: ClaimView; link: string }>('POST', '/claims', {
    ...blank,
    locale: 'en',
    units,
  })
  return { reference: claim.reference, link }
}

/** From the application to the decision. */
export async function walkClaims(stage: Stage): Promise<void> {
  const { house, people, desk, second, admin } = stage
  const visitor = asking(house.url)
  await visitor('GET', '/programmes')
  await visitor('GET', `/programmes/${people.programme.id}`)
  const sample = sampleApplication(people.programme, {
    boughtOn: '2026-02-10',
    invoiceNumber: 'F-1001',
    evidence: [],
  })
  await visitor('POST', `/programmes/${people.programme.id}/eligibility`, sample)
  const answer = await people.applies(
    { boughtOn: '2026-02-10', invoiceNumber: 'F-1001', locale: 'en' },
    (application) => ({ ...application, marketingConsent: true }),
  )
  const { claim, link } = expected<{ claim: ClaimView; link: string }>(answer, 201)
  const one = { reference: claim.reference, link }
  const path = `/claims/${one.reference}`
  await desk('GET', '/claims')
  await desk('GET', path)
  await desk('GET', `${path}/findings`)
  await second('GET', `${path}/journal`)
  const [file] = await house.context
    .db('evidence_files')
    .where({ claim_reference: one.reference })
    .pluck('id')
  await desk('GET', `/evidence/${file}`)
  await desk('POST', `${path}/questions`, {
    missing: ['proof-of-purchase'],
    note: 'The serial number cannot be read.',
  })
  const owner = await stage.owner(one)
  const { application } = (await house.context.db('claims').where({ reference: one.reference }).first()) as {
    application: string
  }
  await owner('POST', `${path}/application`, { ...JSON.parse(application), bankAccount: sample.bankAccount })
  await owner('GET', `${path}/consents`)
  await owner('POST', `${path}/news-withdrawals`, {})
  await owner('GET', `${path}/clocks`)
  await desk('POST', `${path}/extensions`, { clock: 'ship-by', days: 5, reason: 'participant-asked' })
  await desk('POST', `${path}/waits`, { note: 'Customer service asks for the opening hours.' })
  await desk('POST', `${path}/wait-endings`, {})
  await owner('GET', `${path}/agreement`)
  await desk('POST', `${path}/vat-checks`, { answer: 'valid', evidence: 'Looked up in VIES on 2026-03-02.' })
  await desk('GET', `${path}/vat-check`)
  const rejected = await applies(stage)
  await desk('POST', `/claims/${rejected.reference}/rejection`, { reasons: ['not-eligible'] })
  const withdrawn = await people.appliesWell({
    boughtOn: '2026-02-10',
    invoiceNumber: 'F-1002',
    participant: { company: 'Nordhavn Arkitekter ApS', email: 'mia@nordhavn.example', vatId: 'DK29403473' },
    iban: 'DK1030001234567890',
  })
  await (
    await stage.owner(withdrawn)
  )('POST', `/claims/${withdrawn.reference}/withdrawal`, {})
  await admin('GET', '/privacy/retention')
  const hold = { kind: 'legal', reason: 'The district court asked for the file.' }
  await admin('POST', `/claims/${withdrawn.reference}/data-holds`, hold)
  await admin('POST', `/claims/${withdrawn.reference}/data-holds/lifting`, hold)
  await admin('POST', '/privacy/exports', { subject: withdrawn.reference })
  await admin('POST', '/privacy/erasures', { subject: withdrawn.reference, again: withdrawn.reference })
  const bulk = await applies(stage)
  await desk('POST', '/approvals', { references: [bulk.reference] })
  await desk('POST', `/claims/${bulk.reference}/agreement-withdrawals`, {})
  await walkGoods(stage)
}

/** R67: a reward that is goods. No programme that runs on this day gives one, so the order is written by hand. */
async function walkGoods(stage: Stage): Promise<void> {
  const { house, desk, second, approver } = stage
  const { reference } = await applies(stage)
  // Who approves a claim does not send what it earns, and who lets it go does neither (P3).
  await second('POST', `/claims/${reference}/approval`, { note: 'Seen the invoice.' })
  const { db, clock } = house.context
  await db.transaction((trx) =>
    orderGoods(trx, { reference, unit: 1, partNumber: '4X30M86879' }, clock.now()),
  )
  const claim = db('claims').where({ reference }).select('id')
  await db('units').whereIn('claim_id', claim).update({ settlement: 'ordered' })
  const [order] = await desk<{ id: number }[]>('GET', '/goods-orders')
  await approver('POST', `/goods-orders/${order?.id}/release`, {})
  await desk('POST', `/goods-orders/${order?.id}/shipment`, { parcel: 'JJD0099999' })
}
