/** The 100, 900 and 1000 EUR offers, from the application to the approval: money for a product that was bought (R59, R68). */
import type { Actor } from '../../server/base/actor.ts'
import { advance } from '../../server/claims/advance.ts'
import { submit } from '../../server/claims/submission.ts'
import { sampleApplication } from '../../server/demonstration/sample.ts'
import type { Application } from '../../server/programmes/application.ts'
import type { Programme } from '../../server/programmes/programme.ts'
import { currentProgramme, loadProgrammes } from '../../server/programmes/store.ts'
import { openTestDatabase } from '../database.ts'
import { programmeText } from '../programmes/samples.ts'
import { openDesk, prepared, type TestDesk } from './desk.ts'

const reviewer: Actor = { kind: 'staff', id: 1, roles: ['reviewer'] }
const offers = [
  ['cashback-100-eur', 10_000],
  ['cashback-900-eur', 90_000],
  ['cashback-1000-eur', 100_000],
] as const

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk(await openTestDatabase(), '2024-06-03')
  const files = offers.map(([id]) => ({ file: `${id}.yaml`, text: programmeText(id) }))
  await loadProgrammes(desk.db, desk.clock, files)
})
afterAll(() => desk.db.destroy())

test.each(offers)('%s is applied for and approved, and nothing travels', async (id, amountMinor) => {
  const { programme } = await currentProgramme(desk.db, id)
  const claim = await submit(desk, await bought(programme), { kind: 'visitor' })
  expect(claim).toMatchObject({ state: 'submitted', units: [{ custody: 'not-applicable' }] })
  const approved = await advance(desk, claim.reference, { kind: 'approve', by: reviewer })
  expect(approved).toMatchObject({
    state: 'approved',
    units: [{ custody: 'not-applicable', offered: { amountMinor, rule: 'R68' } }],
  })
})

/** The product of the offer, with a proof of its purchase and without a device. */
async function bought(programme: Programme): Promise<Application> {
  const { evidence } = await prepared(desk, programme.id)
  const files = evidence.map(({ file }) => file)
  const wishes = { boughtOn: '2024-05-20', invoiceNumber: programme.id, evidence: files }
  const sample = sampleApplication(programme, {
    ...wishes,
    participant: {
      company: 'Kontor GmbH',
      address: { street: 'Ring 1', postcode: '1010', city: 'Wien', country: 'AT' },
      vatStatus: 'not-registered',
    },
    iban: 'AT611904300234573201',
  })
  const { vatId: _, ...participant } = sample.participant
  const product = { model: programme.products[0]?.example ?? '', serial: `SN${programme.id}` }
  return { ...sample, participant, units: [{ product }] }
}
