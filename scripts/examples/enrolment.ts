/** R50: the example of a partner of the partner network, whose programme ran in 2024. */
import type { ClaimView } from '../../server/claims/view.ts'
import { expected } from '../walk/caller.ts'
import { meetPeople, takesPhoto } from '../walk/people.ts'
import type { Stage } from './stage.ts'

const partner = {
  company: 'Muster Medientechnik GmbH',
  contactName: 'Jana Muster',
  email: 'jana@medientechnik.example',
  address: { street: 'Lindenstraße 4', postcode: '10969', city: 'Berlin', country: 'DE' },
  vatStatus: 'registered',
  vatId: 'DE136695976',
} as const

const customer = {
  company: 'Elbe Werft GmbH',
  address: { street: 'Hauptstraße 1', postcode: '70173', city: 'Stuttgart', country: 'DE' },
}

const unit = {
  product: { model: 'ThinkSmart Hub', serial: 'TSSC1' },
  device: {
    category: 'room-system',
    make: 'Logitech',
    model: 'Rally Bar',
    serial: 'LRSC1',
    condition: 'working',
    weightGrams: 4000,
  },
}

/** Sets the clock back for it, and then to the day of the rest. */
export async function walkEnrolment({ house, desk }: Stage): Promise<void> {
  const { visitor, applies } = await meetPeople(house, 'smart-collaboration-trade-in')
  house.setClock('2024-10-07')
  const picture = { kind: 'device-picture', file: await takesPhoto(visitor, 3) }
  const answer = await applies(
    { locale: 'en', boughtOn: '2024-09-20', invoiceNumber: 'SC-1', participant: partner },
    ({ bankAccount: _, ...application }) => ({
      ...application,
      endCustomer: customer,
      units: [unit],
      evidence: [...application.evidence, picture],
    }),
  )
  const { claim } = expected<{ claim: ClaimView }>(answer, 201)
  await desk('POST', `/claims/${claim.reference}/enrolment`, { enrolled: 'yes' })
  house.setClock('2026-03-02')
}
