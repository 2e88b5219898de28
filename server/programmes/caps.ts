/**
 * Caps (R15, R53, R61, R71, R93): what an application asks of each, and what is granted. Pure; how much was used before
 * is counted by the caller in the transaction of the submission, so that two at once never pass a cap together.
 */
import { sha256 } from '../base/canonical.ts'
import type { Temporal } from 'temporal-polyfill'
import type { Application } from './application.ts'
import { plain } from './catalogue.ts'
import type { Cap, Programme } from './programme.ts'
import { priceOfUnit } from './values.ts'

/** Who the parties are for caps, worked out by the parties room: one party over all its claims. */
export type PartyKeys = { readonly participant: string; readonly endCustomer?: string | undefined }

/** What one application asks of one cap under one key. `key` holds a hash, never a name. */
export type Demand = { readonly cap: string; readonly key: string; readonly asked: number }

export type Grant = {
  readonly granted: number
  /** Asked, but not granted. */
  readonly excess: number
  readonly outcome: 'within' | 'refused' | 'cut' | 'cancelled'
}

/** R93: refuse takes all or nothing; cut and cancel take what is left. R71: 60 held and 360 awarded books 300. */
export function grantOf(cap: Pick<Cap, 'limit' | 'excess'>, used: number, asked: number): Grant {
  const left = Math.max(0, cap.limit - used)
  if (asked <= left) return { granted: asked, excess: 0, outcome: 'within' }
  if (cap.excess === 'refuse') return { granted: 0, excess: asked, outcome: 'refused' }
  return { granted: left, excess: asked - left, outcome: cap.excess === 'cut' ? 'cut' : 'cancelled' }
}

/** Everything the application asks of the programme's caps, in the order of the file. */
export const demandsOf = (
  programme: Programme,
  application: Application,
  parties: PartyKeys,
  on: Temporal.PlainDate,
): Demand[] => programme.caps.flatMap((cap) => demandsOn(cap, programme, application, parties, on))

function demandsOn(
  cap: Cap,
  programme: Programme,
  application: Application,
  parties: PartyKeys,
  on: Temporal.PlainDate,
): Demand[] {
  const worth = application.units.map((unit) => worthOf(cap, programme, application, unit))
  const total = worth.reduce((sum, one) => sum + one, 0)
  const key = (name: string): string => keyOf(cap, name, on)
  switch (cap.key) {
    case 'participant':
      return [{ cap: cap.id, key: key(parties.participant), asked: total }]
    case 'end-customer':
      // R53: without an end customer there is nothing to count by; the missing field is found by its own rule.
      return parties.endCustomer ? [{ cap: cap.id, key: key(parties.endCustomer), asked: total }] : []
    case 'invoice':
      return [{ cap: cap.id, key: key(invoiceKey(application.purchase)), asked: total }]
    case 'claim':
      return [{ cap: cap.id, key: 'claim', asked: total }]
    case 'device':
      return application.units.map((unit, place) => ({
        cap: cap.id,
        key: key(plain(unit.device?.serial ?? unit.product.serial)),
        asked: worth[place] ?? 0,
      }))
  }
}

/** Days are asked for by coupons (R71), not by applications. */
function worthOf(
  cap: Cap,
  programme: Programme,
  application: Application,
  unit: Application['units'][number],
): number {
  if (cap.measure === 'count') return 1
  if (cap.measure === 'days') return 0
  return priceOfUnit(programme, unit, application.participant.address.country)?.amountMinor ?? 0
}

/** R93: the window is part of the key, so a new calendar year begins at nothing. */
const keyOf = (cap: Cap, name: string, on: Temporal.PlainDate): string =>
  sha256(cap.window === 'calendar-year' ? `${on.year} ${name}` : name)

/** R64: one invoice is one seller and one number, however they are spelled. */
export const invoiceKey = ({ sellerName, invoiceNumber }: Application['purchase']): string =>
  `${plain(sellerName)} ${plain(invoiceNumber).replace(/[^\p{L}\p{N}]/gu, '')}`
