/** What has to stand before anything is invoiced: the agreement, and VAT numbers that live (A1, R48). */
import { expected } from '../../scripts/walk/caller.ts'
import { acceptsProposal, foundAs, type ProposalView } from '../../scripts/walk/people.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld({ today: '2026-03-02' })
})
afterEach(() => world.close())

/** Applied and approved; `inspect` lets the device arrive and be found as declared. */
async function audited(invoiceNumber: string) {
  const { desk, programme, appliesWell } = world.people
  const participant = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber })
  const { reference } = participant
  const { units } = expected<ClaimView>(await desk.post(`/claims/${reference}/approval`, {}), 201)
  const inspect = async (): Promise<void> => {
    expected(await desk.post('/scans', { scanned: reference }), 201)
    const device = units[0]?.device
    if (!device) throw new Error('no device')
    const finding = foundAs(device, programme)
    expected(await desk.post(`/claims/${reference}/units/1/audits`, { finding }), 201)
  }
  return { participant, reference, inspect }
}

test('an application without a signed agreement is incomplete (A1)', async () => {
  const { applies } = world.people
  const answer = await applies(
    { boughtOn: '2026-02-10', invoiceNumber: 'S-1' },
    ({ selfBilling: _, ...application }) => application,
  )
  expect(expected<{ claim: ClaimView }>(answer, 201).claim.state).toBe('incomplete')
})

test('an agreement withdrawn before the hand-over lets nothing be proposed (A1)', async () => {
  const { participant, reference, inspect } = await audited('S-2')
  expect(expected(await participant.get(`/claims/${reference}/agreement`), 200)).toMatchObject({
    name: 'TI-DK v1',
    signedBy: 'Åse Jørgensen',
  })
  const withdrawal = await participant.post(`/claims/${reference}/agreement-withdrawals`, {})
  expect(expected(withdrawal, 201)).toEqual({ withdrawn: 1 })
  await inspect()
  expect((await participant.get(`/claims/${reference}/proposal`)).status).toBe(404)
})

test('a VAT number that dies between proposal and acceptance stops the invoice', async () => {
  const { desk } = world.people
  const { participant, reference, inspect } = await audited('S-3')
  await inspect()
  const checks = `/claims/${reference}/vat-checks`
  expected(await desk.post(checks, { answer: 'invalid', evidence: 'deregistered' }), 201)
  const proposal = expected<ProposalView>(await participant.get(`/claims/${reference}/proposal`), 200)
  const { version, contentHash } = proposal
  const refused = await participant.post(`/claims/${reference}/acceptance`, { version, contentHash })
  expect(expected(refused, 409)).toMatchObject({ code: 'vat-id-dead' })
  expected(await desk.post(checks, { answer: 'valid', evidence: 'registered again' }), 201)
  expect(await acceptsProposal(participant)).toMatchObject({ payableMinor: 150_000 })
})
