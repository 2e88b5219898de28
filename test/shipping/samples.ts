/** Labels and calendar entries as tests and benchmarks draw them. */
import type { Invitation } from '../../server/shipping/invitation.ts'
import type { LabelFacts, LabelParcel } from '../../server/shipping/label-facts.ts'
import { ssccOf } from '../../server/shipping/sscc.ts'

/** The n-th parcel of the demonstration's prefix. */
export const labelParcel = (no: number, more: Partial<LabelParcel> = {}): LabelParcel => ({
  no,
  sscc: ssccOf('9521234', no),
  weightGrams: 12_000,
  devices: [{ name: 'Dell Precision 3660 Tower', serialTail: '2ABC' }],
  hazards: ['heavy', 'lithium-battery-built-in'],
  ...more,
})

/** The n-th label, with its first parcel. */
export const labelFacts = (n = 1, more: Partial<LabelFacts> = {}): LabelFacts => ({
  way: 'drop-off',
  reference: 'TI-7K3M-92QF',
  programme: 'Indbytning af workstations',
  issuedOn: '2026-03-02',
  shipBy: '2026-04-01',
  sender: {
    name: 'Rødgrød & Fløde Rådgivende Ingeniører ApS',
    street: 'Vesterbrogade 149, 3. sal tv.',
    postcode: '1620',
    city: 'København V',
    country: 'DK',
  },
  recipient: {
    name: 'Backhaul Audit Centre',
    street: 'Industriestraße 12',
    postcode: '20354',
    city: 'Hamburg',
    country: 'DE',
  },
  parcels: [labelParcel(n)],
  revision: 1,
  packing: ['Slet alle data.', 'Læg netkablet ved.'],
  contact: { email: 'indbytning@example.com', phone: '+45 70 20 30 40' },
  ...more,
})

/** A pick-up as its calendar entry tells it. */
export const invitation: Invitation = {
  uid: 'pickup-1-TI-7K3M-92QF@backhaul.example',
  sequence: 0,
  method: 'REQUEST',
  date: '2026-03-27',
  from: '08:00',
  to: '12:00',
  timeZone: 'Europe/Copenhagen',
  summary: 'Afhentning, TI-7K3M-92QF',
  description: '4 pakker, 64,0 kg; ved døren, i stueetagen',
  location: 'Jørgensen & Søn A/S, Havnegade 12, 8000 Aarhus C',
  organizer: { name: 'Trade-in', email: 'trade-in@backhaul.example' },
  attendee: { name: 'Åse Jørgensen', email: 'aase@jorgensen.example' },
  stamp: '2026-03-02T09:00:00.000Z',
}
