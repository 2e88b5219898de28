/** The states of a run and of one payment in it, as tables. A payment that is over is tried again as another one. */
import { machine } from '../base/machine.ts'

/** Any change to what a run holds takes it back to `created`, and its approval away (P3). */
export const runMachine = machine({
  created: { approve: 'approved', change: 'created', cancel: 'cancelled' },
  approved: { export: 'exported', change: 'created', cancel: 'cancelled' },
  // Exporting again gives the same bytes.
  exported: { export: 'exported', execute: 'executed' },
  executed: { export: 'executed', execute: 'executed' },
  cancelled: {},
})
export type RunState = keyof typeof runMachine

/** Only a booking makes a payment executed; a bank's acceptance does not (B2). */
export const paymentMachine = machine({
  planned: { send: 'sent', remove: 'removed' },
  // A return can be told before the booking that it takes back.
  sent: { accept: 'accepted', reject: 'rejected', book: 'executed', return: 'returned' },
  accepted: { accept: 'accepted', reject: 'rejected', book: 'executed', return: 'returned' },
  executed: { return: 'returned' },
  removed: {},
  rejected: {},
  returned: {},
})
export type PaymentState = keyof typeof paymentMachine

/** States in which a thing that is owed is spoken for. */
export const aliveStates = [
  'planned',
  'sent',
  'accepted',
  'executed',
] as const satisfies readonly PaymentState[]
