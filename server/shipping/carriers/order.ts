/** What is ordered of a carrier, with everything that it has to know: gathered from rows when it is sent. Shapes only. */
import type { Programme } from '../../programmes/programme.ts'

/** An address as carriers want it. */
export type Place = {
  readonly company: string
  readonly person?: string
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly country: string
  readonly email?: string
  readonly phone?: string
}

/** The carrier of a programme, where a karrio server reaches it. */
export type KarrioCarrier = Extract<Programme['carrier'], { connection: 'karrio' }>

type Ordered = {
  /** Our own name for the order, by which it is found again. */
  readonly key: string
  readonly claimReference: string
}

/** One parcel on its way to the audit centre. */
export type Consignment = Ordered & {
  readonly from: Place
  readonly to: Place
  readonly weightGrams: number
  /** Make and model, never a serial number. */
  readonly description: string
}

/** The carrier's visit on a day, between two local times (`HH:MM`). */
export type Visit = Ordered & {
  readonly at: Place
  /** ISO date. */
  readonly date: string
  readonly from: string
  readonly to: string
  readonly parcels: number
  readonly trackingNumbers: readonly string[]
  /** R37: where the parcels stand. */
  readonly place: string
}
