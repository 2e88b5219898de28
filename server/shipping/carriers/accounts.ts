/** What this house knows of its carriers, from its settings: addresses and secrets. Shapes only. */
import type { Connection } from './capabilities.ts'

export type CarrierAccount = {
  /** What both sides know, to prove that an event is the carrier's. */
  readonly webhookSecret?: string
  /** Where orders go, without a path; for connections that are called. */
  readonly url?: string
  readonly token?: string
}

/** An account for each connection that is set up. */
export type CarrierAccounts = Readonly<Partial<Record<Connection, CarrierAccount>>>
