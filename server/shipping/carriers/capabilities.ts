/** What each connection can do: the one table that orders, events and desks ask instead of asking for a name. Pure. */
import type { Programme } from '../../programmes/programme.ts'

/** How carriers reach us and we them; the programme names one. */
export type Connection = Programme['carrier']['connection']

export type Capabilities = {
  /** Whose label is on the box beside our signed one: the carrier's own, or none. */
  readonly label: 'ours' | 'carrier'
  /** How a parcel or a visit is ordered: asked of its server, put on the day's file, or told by people. */
  readonly orders: 'call' | 'file' | 'people'
  /** How we hear of a parcel. `push`: it sends events; `poll`: we may ask; `file`: somebody brings a list. */
  readonly tracking: readonly ('push' | 'poll' | 'file')[]
  /** How an order whose answer was lost is found instead of repeated. */
  readonly lookUp: 'by-our-key' | 'none'
  /** What proves that an event is the carrier's: a signature over body and time, over the body, or a secret alone. */
  readonly proof: 'signed-with-time' | 'signed-or-secret' | 'sign-in'
}

export const capabilities: Readonly<Record<Connection, Capabilities>> = {
  'own-contract': {
    label: 'ours',
    orders: 'file',
    tracking: ['push', 'file'],
    lookUp: 'none',
    proof: 'signed-with-time',
  },
  karrio: {
    label: 'carrier',
    orders: 'call',
    tracking: ['push', 'poll', 'file'],
    lookUp: 'by-our-key',
    proof: 'signed-or-secret',
  },
  manual: {
    label: 'ours',
    orders: 'people',
    tracking: ['file'],
    lookUp: 'none',
    proof: 'sign-in',
  },
}

/** All of them, as desks list them. */
export const connections = Object.keys(capabilities) as readonly Connection[]

/** True for a connection of this version. */
export const isConnection = (name: string): name is Connection => Object.hasOwn(capabilities, name)
