/** Sample data of the desk for carriers: busy, and quiet. */
import { capabilities, connections } from '../../server/shipping/carriers/capabilities.ts'
import { caseOutcomes } from '../../server/shipping/case-store.ts'
import { formView } from '../../server/web/form-view.ts'
import { deskPage, type Sample } from './sample.ts'

const busy = {
  cases: [
    {
      id: 1,
      reference: 'TI-7K3M-92QF',
      href: '#1',
      sscc: '395212340000000017',
      kind: 'lost',
      openedOn: '2026-11-09',
      dueOn: '2026-11-23',
      late: true,
    },
    {
      id: 2,
      reference: 'TI-4K3M-92Q4',
      href: '#2',
      sscc: '395212340000000031',
      kind: 'damaged',
      openedOn: '2026-12-01',
      dueOn: '2026-12-15',
      late: false,
    },
  ],
  unreceived: [
    { reference: 'TI-5K3M-92Q5', href: '#3', sscc: '395212340000000048', since: '2026-12-01T10:12:00.000Z' },
  ],
  orders: [
    {
      id: 3,
      kind: 'pickup',
      key: 'visit-7-0',
      reasons: ['http-400', 'postal_code_invalid'],
      connection: 'karrio',
      reference: 'TI-6K3M-92Q6',
      href: '#4',
    },
  ],
  events: [
    {
      id: 4,
      connection: 'own-contract',
      number: '395212349999999993',
      kind: 'in-transit',
      at: '2026-12-03T06:40:00.000Z',
      state: 'unknown-parcel',
    },
    {
      id: 5,
      connection: 'karrio',
      number: 'JD014600003828',
      kind: 'out-for-delivery',
      at: '2027-01-03T06:40:00.000Z',
      state: 'early',
    },
  ],
  lists: [{ connection: 'own-contract', waiting: 14 }],
  manifests: [
    {
      number: 'PA-000041',
      closedAt: '2026-12-02T15:01:00.000Z',
      deliveredAt: '2026-12-02T15:01:04.000Z',
      orders: 23,
      href: '#file',
      paperHref: '#paper',
    },
  ],
}

const quiet = {
  cases: [],
  unreceived: [],
  orders: [],
  events: [],
  lists: [{ connection: 'own-contract', waiting: 0 }],
  manifests: [],
}

const sample = (name: string, shown: object): Sample => ({
  name: `carriers-${name}`,
  template: 'desk/carriers',
  values: (texts) => ({
    page: deskPage('carriers'),
    form: formView({ area: 'carriers', texts }),
    timeZone: 'Europe/Berlin',
    ...shown,
    outcomes: caseOutcomes.map((value) => ({ value, text: texts.text(`carriers.outcome.${value}`) })),
    connections: connections.map((id) => ({ id, ...capabilities[id] })),
    mayClose: true,
    mayList: true,
    mayOrder: true,
    mayBring: true,
  }),
})

export const carrierSamples: readonly Sample[] = [sample('busy', busy), sample('quiet', quiet)]
