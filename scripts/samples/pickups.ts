/** Sample data of everything around the carrier's visit: choosing a day, the driver's page, the dispatch desk. */
import { formView } from '../../server/web/form-view.ts'
import type { Texts } from '../../server/texts/texts.ts'
import { contacts, deskPage, dkk, publicPage, type Sample, timeZone } from './sample.ts'

const windows = (date: string) => [
  { value: `${date}T08:00`, from: '08:00', to: '12:00' },
  { value: `${date}T12:00`, from: '12:00', to: '16:00' },
]

const daysFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const date = `2026-12-${String(first + index).padStart(2, '0')}`
    return { date, windows: index % 3 === 1 ? windows(date).slice(1) : windows(date) }
  })

const choosing = {
  reference: 'TI-7K3M-92QF',
  back: '#back',
  action: '/c/TI-7K3M-92QF/3q2-7wAAAAAAAAAAAAAAAA/pickup',
  cancelAction: '/c/TI-7K3M-92QF/3q2-7wAAAAAAAAAAAAAAAA/pickup/cancellation',
  contacts,
  timeZone,
  place: 'At the entrance door on the ground floor, at the address in the application.',
  address: ['Jørgensen & Søn A/S', 'Havnegade 12', '8000 Aarhus C'],
  weightGrams: 64_000,
  lastDay: '2026-12-22',
  soon: daysFrom(1, 4),
  later: daysFrom(7, 5),
  hazards: ['built-in-battery', 'loose-battery', 'broken-glass', 'over-30-kg'],
}

const agreed = {
  date: '2026-12-02',
  from: '12:00',
  to: '16:00',
  until: '2026-12-01T11:00:00.000Z',
  isChangeable: true,
}

const typed = { slot: '2026-12-02T12:00', contactName: 'Åse Jørgensen', parcels: '4', hazards: [] }

const picker = (
  name: string,
  pickup: object,
  form: Partial<Parameters<typeof formView>[0]> = {},
): Sample => ({
  name,
  template: 'pickup',
  values: (texts) => ({
    page: publicPage,
    pickup,
    form: formView({ area: 'pickup', texts, typed, ...form }),
  }),
})

const stop = {
  reference: 'TI-7K3M-92QF',
  from: '08:00',
  to: '12:00',
  company: 'Jørgensen & Søn A/S',
  address: ['Havnegade 12', '8000 Aarhus C'],
  contact: 'Åse Jørgensen',
  phone: '+45 86 00 00 00',
  notes: 'Gate to the left, ring at the reception. Closed from 11 to 11:30.',
  hazards: ['built-in-battery', 'over-30-kg'],
  weightGrams: 64_000,
  parcels: [1, 2, 3, 4].map((no) => ({
    no,
    sscc: `09521234000000${no}014`,
    text: `Parcel ${no}, number ends in 00${no}014, 16.0 kg: Precision 3660`,
  })),
  state: 'scheduled',
  back: '#tour',
  takenAction: '/tour/1/2026-11-24/3q2-7wAAAAAAAAAAAAAAAA/3/hand-over',
  missedAction: '/tour/1/2026-11-24/3q2-7wAAAAAAAAAAAAAAAA/3/visits',
  glass: { width: 1000, height: 400 },
}

const tour = {
  zone: 'Østjylland',
  date: '2026-12-04',
  stops: ['scheduled', 'done', 'missed'].map((state, place) => ({
    ...stop,
    state,
    href: `#${place}`,
    company: ['Jørgensen & Søn A/S', 'Aarhus Tekniske Gymnasium', 'Nordhavn Arkitekter ApS'][place],
  })),
}

const stops = ['Jørgensen & Søn A/S', 'Aarhus Tekniske Gymnasium', 'Nordhavn Arkitekter ApS'].map(
  (company, place) => ({
    id: place,
    reference: `TI-${place}K3M-92Q${place}`,
    href: '#stop',
    company,
    address: ['Havnegade 12', '8000 Aarhus C'],
    from: place === 2 ? '12:00' : '08:00',
    to: place === 2 ? '16:00' : '12:00',
    weightGrams: 64_000,
    parcels: 4,
    hazards: [],
  }),
)

const zone = {
  id: 'jutland-east',
  name: 'Østjylland',
  depot: 'Taulov',
  booked: 14,
  visits: 20,
  percent: 70,
  isOver: false,
  isSet: false,
  manifestHref: '#manifest',
  tourHref: '#tour',
  stops,
}

const risks = ['remote-area', 'no-slot-left', 'day-over', 'few-days', 'to-choose'].map((kind, place) => ({
  kind,
  reference: `TI-${place}K3M-92R${place}`,
  href: '#risk',
  company: ['Rønne Maskinfabrik', 'Vestjysk Landboforening', 'Nordhavn Arkitekter ApS'][place % 3],
  by: `2026-12-${10 + place * 2}`,
  daysLeft: 6 + place * 2,
  ...(kind === 'day-over' && { on: '2026-12-24' }),
}))

const plan = {
  day: '2026-12-04',
  previous: '#previous',
  next: '#next',
  zones: [
    zone,
    {
      ...zone,
      id: 'copenhagen',
      name: 'København',
      depot: 'Ringsted',
      booked: 3,
      visits: 2,
      percent: 100,
      isOver: true,
      isSet: true,
      reason: 'One lorry in repair',
      stops: stops.slice(0, 1),
    },
  ],
  byHand: stops.slice(2),
  zoneChoices: [
    { value: 'jutland-east', text: 'Taulov: Østjylland' },
    { value: 'copenhagen', text: 'Ringsted: København' },
  ],
  ahead: ['2026-12-04', '2026-12-07', '2026-12-08', '2026-12-09'].map((date, place) => ({
    date,
    href: '#day',
    booked: 17 - place * 4,
    percent: 100 - place * 25,
    isOver: place === 0,
  })),
  risks,
}

const claim = {
  reference: 'TI-7K3M-92QF',
  href: '#claim',
  back: '#plan',
  company: 'Jørgensen & Søn A/S',
  address: ['Havnegade 12', '8000 Aarhus C'],
  contact: 'Åse Jørgensen, aase@example.dk',
  way: 'pick-up',
  weightGrams: 64_000,
  waiting: 4,
  lastDay: '2026-12-22',
  zone: 'Taulov: Østjylland',
  timeZone,
  action: '/desk/pickups/TI-7K3M-92QF',
  outcomes: ['done', 'not-ready', 'carrier-failed', 'cancelled', 'refused-hazard'],
  windows: [
    { value: '08:00', text: '08:00–12:00' },
    { value: '12:00', text: '12:00–16:00' },
  ],
  free: ['2026-12-07', '2026-12-08', '2026-12-09'],
  pickup: {
    id: 1,
    state: 'scheduled',
    date: '2026-12-04',
    from: '08:00',
    to: '12:00',
    details: {
      contactName: 'Åse Jørgensen',
      contactPhone: '+45 86 00 00 00',
      accessNotes: 'Gate to the left',
      parcels: 4,
      hazards: ['over-30-kg'],
    },
  },
  attempts: [
    {
      outcome: 'carrier-failed',
      fault: 'carrier',
      on: '2026-12-01',
      at: '2026-12-01T15:10:00.000Z',
      parcels: 0,
    },
    {
      outcome: 'not-ready',
      fault: 'participant',
      on: '2026-12-02',
      at: '2026-12-02T09:40:00.000Z',
      note: 'Nobody opened, rang twice',
      cost: dkk(24_500),
      parcels: 0,
      photos: [{ href: '/desk/evidence/1', thumbnail: '/sample/door.svg' }],
    },
  ],
}

const deskForm = (texts: Texts) => formView({ area: 'desk', texts })

export const pickupSamples: readonly Sample[] = [
  picker('pickup', choosing),
  picker('pickup-faults', choosing, {
    faults: [
      { code: 'slot-taken', path: '/slot', facts: { date: '2026-12-03', from: '12:00', to: '16:00' } },
      { code: 'missing-field', path: '/contactPhone' },
      { code: 'must-be-confirmed', path: '/groundFloor' },
    ],
  }),
  picker('pickup-agreed', { ...choosing, agreed }),
  {
    name: 'dispatch',
    template: 'desk/pickups',
    values: (texts) => ({ page: deskPage('pickups'), plan, mayArrange: true, form: deskForm(texts) }),
  },
  {
    name: 'dispatch-pickup',
    template: 'desk/pickup',
    values: (texts) => ({
      page: deskPage('pickups'),
      claim,
      mayArrange: true,
      mayTell: true,
      form: deskForm(texts),
    }),
  },
  {
    name: 'dispatch-drop-off',
    template: 'desk/pickup',
    values: (texts) => ({
      page: deskPage('pickups'),
      claim: { ...claim, way: 'drop-off', pickup: undefined, attempts: [], weightGrams: 24_000, waiting: 1 },
      mayArrange: true,
      mayTell: true,
      form: deskForm(texts),
    }),
  },
  { name: 'tour', template: 'tour', values: () => ({ page: publicPage, tour }) },
  {
    name: 'stop',
    template: 'stop',
    values: (texts) => ({ page: publicPage, stop, form: formView({ area: 'tour', texts }) }),
  },
  picker('pickup-none', { ...choosing, soon: [], later: [], reason: 'no-slot-left' }),
]
