/** The register of VAT numbers in a trade-in: silent, answering late, and told of a death before the acceptance (V1, R48). */
import { expected } from '../../scripts/walk/caller.ts'
import { foundAs, type DocumentView, type ProposalView } from '../../scripts/walk/people.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import type { VatAnswer } from '../../server/parties/vat-check-store.ts'
import { openWorld, type World } from './world.ts'

test('while it is silent nothing is proposed; its answer proposes; a number that dies is not accepted', async () => {
  const says: { answer: VatAnswer } = { answer: 'pending' }
  const asked: string[] = []
  const vatRegister = async (vatId: string) => {
    asked.push(vatId)
    return { ...says, evidence: 'a register for this story' }
  }
  const world = await openWorld({ today: '2026-03-02', stand: { vatRegister } })
  const { desk, programme, appliesWell } = world.people
  const participant = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber: 'V-1' })
  const { reference } = participant
  const { units } = expected<ClaimView>(await desk.post(`/claims/${reference}/approval`, {}), 201)
  expected(await desk.post('/scans', { scanned: reference }), 201)
  const device = units[0]?.device
  if (!device) throw new Error('no device')
  expected(
    await desk.post(`/claims/${reference}/units/1/audits`, { finding: foundAs(device, programme) }),
    201,
  )
  await world.work()
  const check = await desk.get(`/claims/${reference}/vat-check`)
  expect(expected<{ answer: string }>(check, 200).answer).toBe('pending')
  expect((await participant.get(`/claims/${reference}/proposal`)).status).toBe(404)

  says.answer = 'valid'
  world.setClock('2026-03-03')
  await world.work()
  const proposed = await participant.get(`/claims/${reference}/proposal`)
  const { version, contentHash } = expected<ProposalView>(proposed, 200)
  expect(new Set(asked)).toEqual(new Set(['DK13585628', 'DE999999903']))

  says.answer = 'invalid'
  world.setClock('2026-03-05')
  await world.work()
  const refused = await participant.post(`/claims/${reference}/acceptance`, { version, contentHash })
  expect(expected(refused, 409)).toMatchObject({ code: 'vat-id-dead' })
  expect(await proposalsDesk(world)).toContain('DK13585628 is not in force any more')

  says.answer = 'valid'
  world.setClock('2026-03-07')
  await world.work()
  expect(await proposalsDesk(world)).not.toContain('not in force')
  expected(await participant.post(`/claims/${reference}/acceptance`, { version, contentHash }), 201)
  const documents = await participant.get(`/claims/${reference}/documents`)
  expect(expected<DocumentView[]>(documents, 200).map(({ kind }) => kind)).toContain('transport-statement')
  await world.close()
})

/** What finance sees on the list of proposals. */
async function proposalsDesk({ url, password, people }: World): Promise<string> {
  const session = await people.visitor.post('/sessions', { email: 'desk@backhaul.example', password })
  const { token } = expected<{ token: string }>(session, 201)
  const page = await fetch(`${url}/desk/proposals`, { headers: { Authorization: `Bearer ${token}` } })
  return page.text()
}
