/** Sample data of everything around the carrier's visit: choosing a day, the driver's page, the dispatch desk. */
import { formView } from '../../server/web/form-view.ts'
import { contacts, publicPage, type Sample, timeZone } from './sample.ts'

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
  action: '#book',
  cancelAction: '#cancel',
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
  picker('pickup-none', { ...choosing, soon: [], later: [], reason: 'no-slot-left' }),
]
