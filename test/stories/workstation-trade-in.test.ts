/** The main line over HTTP: one trade-in from the application to the money, on real files and real rows. */
import { expected } from '../../scripts/walk/caller.ts'
import {
  acceptsProposal,
  booksPickup,
  foundAs,
  paysEverything,
  takesPhoto,
  type DocumentView,
  type RunView,
} from '../../scripts/walk/people.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { openWorld, type World } from './world.ts'

let world: World

beforeEach(async () => {
  world = await openWorld({ today: '2026-03-02' })
})

afterEach(() => world.close())

const claimNow = async (reference: string): Promise<ClaimView> =>
  expected<ClaimView>(await world.people.desk.get(`/claims/${reference}`), 200)

const mailsTo = async (reference: string): Promise<string[]> => {
  await world.work()
  const mails = await mailsAbout(world.context.db, reference)
  // Codes come whenever a session has ended, which is another story.
  return mails.filter(({ name }) => name !== 'access-code').map(({ name, state }) => `${name} ${state}`)
}

test('a tower of 12 kg that is what it was said to be is sent, audited and paid (R24-R48)', async () => {
  const { desk, programme, appliesWell } = world.people
  const participant = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber: 'A-1' })
  const { reference } = participant

  const approved = expected<ClaimView>(await desk.post(`/claims/${reference}/approval`, {}), 201)
  expect(approved).toMatchObject({
    state: 'approved',
    units: [{ custody: 'labelled', offered: { amountMinor: 150_000, row: 'tower-good', rule: 'R16' } }],
  })
  const due = Object.fromEntries(approved.clocks.map(({ clock, dueOn }) => [clock, dueOn]))
  expect(due).toEqual({ 'ship-by': '2026-04-01', 'pickup-by': '2026-04-16' })

  const [shipment] = expected<{ way: string; parcels: { sscc: string }[] }[]>(
    await participant.get(`/claims/${reference}/shipments`),
    200,
  )
  expect(shipment?.way).toBe('drop-off')
  world.setClock('2026-03-09')
  const scanned = shipment?.parcels[0]?.sscc ?? ''
  expect(expected(await desk.post('/scans', { scanned: `]C100${scanned}` }), 201)).toMatchObject({
    verdict: 'received',
    missing: 0,
  })
  expect((await claimNow(reference)).clocks).toContainEqual({
    clock: 'pay-by',
    startedOn: '2026-03-09',
    dueOn: '2026-04-23',
    state: 'running',
  })

  const { device } = approved.units[0] ?? {}
  if (!device) throw new Error('no device')
  const audited = await desk.post(`/claims/${reference}/units/1/audits`, {
    finding: foundAs(device, programme),
  })
  expect(expected(audited, 201)).toMatchObject({
    verdict: 'match',
    claim: { units: [{ custody: 'kept', offer: 'accepted', settlement: 'proposed' }] },
  })

  const proposal = await acceptsProposal(participant)
  expect(proposal).toMatchObject({ version: 1, payableMinor: 150_000 })
  expect((await claimNow(reference)).units[0]?.settlement).toBe('final')
  const { run, file } = await paysEverything(world.people, '2026-03-13')
  expect(run).toMatchObject({ state: 'executed', totalMinor: 150_000 })
  expect(file.toString('utf8')).toContain('<InstdAmt Ccy="DKK">1500.00</InstdAmt>')
  expect(await claimNow(reference)).toMatchObject({ state: 'closed', units: [{ settlement: 'paid' }] })

  expect(await mailsTo(reference)).toEqual(
    ['application-received', 'approved', 'received', 'proposal', 'invoice', 'paid'].map(
      (name) => `${name} sent`,
    ),
  )
  const documents = expected<DocumentView[]>(await participant.get(`/claims/${reference}/documents`), 200)
  expect(documents.map(({ kind }) => kind)).toEqual([
    'self-billing-agreement',
    'return-label',
    'erasure-certificate',
    'proposal',
    'invoice',
    'invoice-ubl',
    'transport-statement',
  ])
  for (const { id } of documents) {
    const first = await participant.get(`/claims/${reference}/documents/${id}`)
    expect(first.status).toBe(200)
    expect((await participant.get(`/claims/${reference}/documents/${id}`)).bytes.equals(first.bytes)).toBe(
      true,
    )
  }
})

test('four workstations of 64 kg are picked up; one is of another category, re-quoted, accepted, paid (R34, R40, R43)', async () => {
  const { desk, programme, appliesWell } = world.people
  const devices = [16_000, 16_000, 16_000, 16_000].map((weightGrams) => ({ weightGrams }))
  const participant = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber: 'B-1', devices })
  const { reference } = participant
  const approved = expected<ClaimView>(await desk.post(`/claims/${reference}/approval`, {}), 201)
  await booksPickup(participant)

  const [pickup] = expected<{ id: number; date: string; weightGrams: number }[]>(
    await desk.get('/pickups'),
    200,
  )
  // Monday 2 March before the cut-off, two working days of lead.
  expect(pickup).toMatchObject({ date: '2026-03-04', weightGrams: 64_000 })
  world.setClock('2026-03-04')
  expected(await desk.post(`/pickups/${pickup?.id}/attempts`, { outcome: 'done' }), 201)
  expect((await claimNow(reference)).units.map(({ custody }) => custody)).toEqual(
    Array(4).fill('handed-over'),
  )

  world.setClock('2026-03-06')
  const [shipment] = expected<{ way: string; parcels: { sscc: string }[] }[]>(
    await desk.get(`/claims/${reference}/shipments`),
    200,
  )
  for (const [index, { sscc }] of (shipment?.parcels ?? []).entries())
    expect(expected(await desk.post('/scans', { scanned: sscc }), 201)).toMatchObject({
      verdict: 'received',
      missing: 3 - index,
    })

  for (const { position, device } of approved.units) {
    if (!device) throw new Error('no device')
    const isOther = position === 3
    const finding = foundAs(device, programme, isOther ? { category: 'small-form-factor' } : {})
    const audit = `/claims/${reference}/units/${position}/audits`
    if (isOther) expected(await desk.post(audit, { finding }), 422)
    const photos = isOther ? [await takesPhoto(desk, 1), await takesPhoto(desk, 2)] : []
    expected(await desk.post(audit, { finding, photos }), 201)
  }
  const differs = (await claimNow(reference)).units[2]
  expect(differs).toMatchObject({
    audit: 'category-differs',
    offer: 'proposed',
    offered: { no: 2, amountMinor: 120_000, row: 'small-good', answerBy: '2026-03-20' },
  })

  const answer = { offer: 2, answer: 'accept' }
  expected(
    await participant.post(`/claims/${reference}/units/3/answers`, { offer: 1, answer: 'accept' }),
    409,
  )
  expected(await participant.post(`/claims/${reference}/units/3/answers`, answer), 201)
  expected(await participant.post(`/claims/${reference}/units/3/answers`, answer), 201)
  expect(await acceptsProposal(participant)).toMatchObject({ payableMinor: 3 * 150_000 + 120_000 })
  const { run } = await paysEverything(world.people, '2026-03-13')
  expect(run.totalMinor).toBe(570_000)
  expect(await mailsTo(reference)).toEqual(
    [
      'application-received',
      'approved',
      'pickup-arranged',
      'handed-over',
      'received',
      'received',
      'received',
      'received',
      'offer-changed',
      'proposal',
      'invoice',
      'paid',
    ].map((name) => `${name} sent`),
  )
})

test('who makes a run does not release it, and no run pays twice (P3, R97)', async () => {
  const { desk, approver, programme, appliesWell } = world.people
  const participant = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber: 'C-1' })
  const { reference } = participant
  const approved = expected<ClaimView>(await desk.post(`/claims/${reference}/approval`, {}), 201)
  expected(await desk.post('/scans', { scanned: reference }), 201)
  const { device } = approved.units[0] ?? {}
  if (!device) throw new Error('no device')
  expected(
    await desk.post(`/claims/${reference}/units/1/audits`, { finding: foundAs(device, programme) }),
    201,
  )
  await acceptsProposal(participant)
  // Approved, then the account changes: nothing leaves, and the next run waits until somebody has asked its owner (P2, P3).
  const stale = expected<RunView>(await desk.post('/payment-runs', { programme: programme.id }), 201)
  expected(await approver.post(`/payment-runs/${stale.id}/approval`, {}), 201)
  const another = { holder: 'Jørgensen & Søn A/S', iban: '0400 0440116243' }
  expected(await participant.post(`/claims/${reference}/bank-account`, another), 201)
  expect(expected(await desk.post(`/payment-runs/${stale.id}/exports`, {}), 409)).toMatchObject({
    errors: [{ code: 'account-changed' }],
  })
  expected(await desk.post(`/payment-runs/${stale.id}/cancellation`, { reason: 'another account' }), 201)
  const owed = async () => expected(await desk.get(`/payables?programme=${programme.id}`), 200)
  world.setClock('2026-03-02T10:30:00Z')
  expect(await owed()).toMatchObject({ excluded: [{ reasons: ['account-changed-recently'] }] })
  const asked = { reason: 'Asked Asta Jørgensen by telephone on 2 March.' }
  expect((await desk.post(`/claims/${reference}/bank-account/confirmation`, asked)).status).toBe(204)

  const run = expected<RunView>(await desk.post('/payment-runs', { programme: programme.id }), 201)
  expect((await desk.post('/payment-runs', { programme: programme.id })).status).toBe(422)
  expect((await desk.post(`/payment-runs/${run.id}/approval`, {})).status).toBe(403)
  expect((await desk.post(`/payment-runs/${run.id}/exports`, {})).status).toBe(409)
  expected(await approver.post(`/payment-runs/${run.id}/approval`, {}), 201)
  expected(await desk.post(`/payment-runs/${run.id}/exports`, {}), 201)
  const file = (await desk.get(`/payment-runs/${run.id}/file`)).bytes
  expect((await desk.get(`/payment-runs/${run.id}/file`)).bytes.equals(file)).toBe(true)
  expected(await desk.post(`/payment-runs/${run.id}/bookings`, { paidOn: '2026-03-13' }), 201)
  expected(await desk.post(`/payment-runs/${run.id}/bookings`, { paidOn: '2026-03-13' }), 201)
  expect((await mailsTo(reference)).filter((mail) => mail.startsWith('paid'))).toEqual(['paid sent'])
})

test('a spoiled label is made anew: the old number is void at the scanner, one mail goes out (R32)', async () => {
  const { desk, appliesWell } = world.people
  const participant = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber: 'D-1' })
  const { reference } = participant
  expect((await desk.post(`/claims/${reference}/labels`, { reason: 'label-lost' })).status).toBe(409)
  expected(await desk.post(`/claims/${reference}/approval`, {}), 201)
  const codes = async (): Promise<string[]> => {
    const shipments = await desk.get(`/claims/${reference}/shipments`)
    return expected<{ parcels: { sscc: string }[] }[]>(shipments, 200).flatMap(({ parcels }) =>
      parcels.map(({ sscc }) => sscc),
    )
  }
  const [old = ''] = await codes()
  expected(await desk.post(`/claims/${reference}/labels`, { reason: 'label-spoiled' }), 201)
  const renewed = await codes()
  expect(renewed).toHaveLength(1)
  expect(renewed).not.toContain(old)
  expect(expected(await desk.post('/scans', { scanned: `00${old}` }), 201)).toMatchObject({
    verdict: 'label-replaced',
  })
  expect((await claimNow(reference)).units[0]?.custody).toBe('labelled')
  expect(expected(await desk.post('/scans', { scanned: renewed[0] }), 201)).toMatchObject({
    verdict: 'received',
  })
  expect((await desk.post(`/claims/${reference}/labels`, { reason: 'label-lost' })).status).toBe(409)
  expect((await mailsTo(reference)).filter((mail) => mail.startsWith('label-replaced'))).toEqual([
    'label-replaced sent',
  ])
})

test('a disputed offer is looked at by other eyes, and what they find is offered (R42)', async () => {
  const { desk, second, programme, appliesWell } = world.people
  const participant = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber: 'E-1' })
  const { reference } = participant
  const approved = expected<ClaimView>(await desk.post(`/claims/${reference}/approval`, {}), 201)
  expected(await desk.post('/scans', { scanned: reference }), 201)
  const { device } = approved.units[0] ?? {}
  if (!device) throw new Error('no device')
  const audits = `/claims/${reference}/units/1/audits`
  const worn = foundAs(device, programme, { grade: 'c' })
  expected(
    await desk.post(audits, {
      finding: worn,
      photos: [await takesPhoto(desk, 3, 'audit-damage'), await takesPhoto(desk, 4)],
    }),
    201,
  )
  const asDeclared = { finding: foundAs(device, programme) }
  expect((await second.post(audits, asDeclared)).status).toBe(409)
  expected(
    await participant.post(`/claims/${reference}/units/1/answers`, {
      offer: 2,
      answer: 'dispute',
      words: 'The lid closes.',
    }),
    201,
  )
  expect(await world.context.db('offer_answers').pluck<string[]>('words')).toEqual(['The lid closes.'])
  expect((await desk.post(audits, asDeclared)).status).toBe(403)
  expect(expected(await second.post(audits, asDeclared), 201)).toMatchObject({ verdict: 'match' })
  expect((await claimNow(reference)).units[0]).toMatchObject({
    audit: 'match',
    offer: 'accepted',
    offered: { no: 3, amountMinor: 150_000, row: 'tower-good' },
    settlement: 'proposed',
  })
})
