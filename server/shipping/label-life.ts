/** The life of a label, as a table, and the forms in which it is given out. Pure. */
import { Temporal } from 'temporal-polyfill'
import { machine } from '../base/machine.ts'

/**
 * A label is printed as often as it has to be; whatever ended it, a parcel that comes under it all the same uses it up,
 * unless another label took its place (R22, R32).
 */
export const labelMachine = machine({
  issued: { print: 'printed', replace: 'replaced', use: 'used', cancel: 'void', expire: 'expired' },
  printed: { print: 'printed', replace: 'replaced', use: 'used', cancel: 'void', expire: 'expired' },
  replaced: {},
  // A receipt that was taken back: the parcel is still to come.
  used: { reopen: 'printed' },
  void: { use: 'used' },
  expired: { use: 'used', replace: 'replaced', cancel: 'void' },
})
export type LabelState = keyof typeof labelMachine
export type LabelMove = 'print' | 'replace' | 'use' | 'cancel' | 'expire' | 'reopen'

/** After the last day to ship, a parcel may still be on its way for so long (R21). */
const daysOnTheWay = 60

/** The last day on which a label is good. `shipBy` is an ISO date. */
export const labelExpiry = (shipBy: string): Temporal.PlainDate =>
  Temporal.PlainDate.from(shipBy).add({ days: daysOnTheWay })

/** Paper of three sizes, and the language of thermal printers. */
export const labelForms = ['A4', 'A6', '4x6in', 'zpl'] as const
export type LabelForm = (typeof labelForms)[number]

/** Why a label is printed once more; texts under `label-page.reasons`. The first print needs no reason. */
export const printReasons = ['printer-failed', 'paper-lost', 'other-size', 'unreadable'] as const
export type PrintReason = (typeof printReasons)[number]

/** What a document of each form is called in the table of drawings, and what kind of file it is. */
export const documentOfForm: Readonly<
  Record<LabelForm, { readonly kind: string; readonly extension: string; readonly mediaType: string }>
> = {
  A4: { kind: 'return-label', extension: 'pdf', mediaType: 'application/pdf' },
  A6: { kind: 'return-label-a6', extension: 'pdf', mediaType: 'application/pdf' },
  '4x6in': { kind: 'return-label-4x6', extension: 'pdf', mediaType: 'application/pdf' },
  zpl: { kind: 'return-label-zpl', extension: 'zpl', mediaType: 'text/plain' },
}
