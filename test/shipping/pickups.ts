/** What tests of pick-ups share: depots, a heavy claim, and a participant who books like everybody. */
import type { Actor } from '../../server/base/actor.ts'
import { advance } from '../../server/claims/advance.ts'
import type { Claim } from '../../server/claims/claim.ts'
import { submit } from '../../server/claims/submission.ts'
import { depotsIn } from '../../server/prepare.ts'
import { loadDepots } from '../../server/shipping/depot-store.ts'
import { bookPickup, type BookingWish } from '../../server/shipping/booking.ts'
import { pickupOf, type Pickup } from '../../server/shipping/pickup-store.ts'
import type { PickupDetails } from '../../server/shipping/pickup.ts'
import { shipmentsOf } from '../../server/shipping/store.ts'
import { prepared, type TestDesk } from '../claims/desk.ts'
import { participant, units } from '../programmes/samples.ts'

export const staff: Actor = { kind: 'staff', id: 1, roles: ['dispatcher', 'reviewer'] }

export const details: PickupDetails = {
  contactName: 'Åse Jørgensen',
  contactPhone: '+45 70 00 00 00',
  accessNotes: 'Porten til venstre',
  parcels: 3,
  hazards: ['over-30-kg'],
  groundFloor: 'yes',
  ready: 'yes',
}

export const openDepots = (desk: Pick<TestDesk, 'db'>): Promise<void> =>
  loadDepots(desk.db, depotsIn('templates/depots.yaml'))

/** An approved claim of three towers, 36 kg: a carrier fetches them. `tail` keeps claims apart. */
export async function heavy(desk: TestDesk, tail = '1', postcode = '8000'): Promise<Claim> {
  const { units: three, ...application } = await prepared(desk, tail, { units: units(3) })
  const company = `Firma ${tail}`
  const address = { street: 'Østergade 1', postcode, city: 'Aarhus C', country: 'DK' }
  const { reference } = await submit(
    desk,
    {
      ...application,
      participant: participant({ address, company, vatStatus: 'not-registered', vatId: undefined }),
      bankAccount: { holder: company, iban: ibanOf(tail) },
      units: three.map((unit) => ({
        product: { ...unit.product, serial: `${unit.product.serial}-${tail}` },
        ...(unit.device && { device: { ...unit.device, serial: `${unit.device.serial}-${tail}` } }),
      })),
    },
    { kind: 'visitor' },
  )
  return advance(desk, reference, { kind: 'approve', by: staff })
}

/** So many claims alike, by SQL: applying and approving takes longer than what is tested. The first is the pattern. */
export async function alike({ db }: Pick<TestDesk, 'db'>, pattern: Claim, count: number): Promise<string[]> {
  const { id, ...claim } = (await db('claims').where({ reference: pattern.reference }).first()) as Row
  const inside = (await db('units').where({ claim_id: id })) as Row[]
  const clocks = (await db('clocks').where({ claim_id: id })) as Row[]
  const [shipment] = (await db('shipments').where({ claim_reference: pattern.reference })) as Row[]
  const parcels = (await db('parcels').where({ shipment_id: shipment?.id })) as Row[]
  const references = [pattern.reference]
  for (let no = 1; no < count; no += 1) {
    const reference = `TI-COPY-${String(no).padStart(4, '0')}`
    const [{ id: claimId } = { id: 0 }] = await db('claims')
      .insert({ ...claim, reference })
      .returning<{ id: number }[]>('id')
    const [{ id: shipmentId } = { id: 0 }] = await db('shipments')
      .insert({ ...without(shipment), claim_reference: reference })
      .returning<{ id: number }[]>('id')
    await db('units').insert(inside.map((unit) => ({ ...without(unit), claim_id: claimId })))
    await db('clocks').insert(clocks.map((clock) => ({ ...without(clock), claim_id: claimId })))
    await db('parcels').insert(
      parcels.map((parcel) => ({
        ...without(parcel),
        shipment_id: shipmentId,
        sscc: `${parcel['sscc']}-${no}`,
      })),
    )
    references.push(reference)
  }
  return references
}

type Row = Readonly<Record<string, string | number | null>> & { readonly id: number }

const without = (row: Row | undefined): Record<string, string | number | null> => {
  const { id: _, ...rest } = row ?? { id: 0 }
  return rest
}

/** Books as the claim's participant. */
export const books = (
  desk: TestDesk,
  reference: string,
  wish: Partial<BookingWish> & Pick<BookingWish, 'date'>,
): Promise<Claim> =>
  bookPickup(desk, reference, {
    from: '08:00',
    ifTaken: 'refuse',
    details,
    by: { kind: 'participant', reference },
    ...wish,
  })

/** The pick-up of a claim's only shipment. @throws Error when there is none. */
export async function pickupFor(
  { db }: Pick<TestDesk, 'db'>,
  { reference }: Pick<Claim, 'reference'>,
): Promise<Pickup> {
  const [shipment] = await shipmentsOf(db, reference)
  const pickup = shipment && (await pickupOf(db, shipment.id))
  if (!pickup) throw new Error(`${reference} has no pick-up`)
  return pickup
}

/** An account of its own for each participant: one that is shared is looked at by a person (R1). */
function ibanOf(tail: string): string {
  const account = `0040${tail.replace(/\D/g, '').padStart(10, '0')}`
  const check = 98n - (BigInt(`${account}132000`) % 97n)
  return `DK${String(check).padStart(2, '0')}${account}`
}
