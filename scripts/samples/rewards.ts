/** Sample data of rewards that are goods: some to send, nothing to send, and one sent back with its fault. */
import { listHead } from '../../server/desks/list-view.ts'
import { formView } from '../../server/web/form-view.ts'
import { deskPage, type Sample } from './sample.ts'

const dock = {
  id: 1,
  reference: 'TI-7K3M-92QF',
  claimHref: '#1',
  partNumber: '40AY0090EU',
  name: 'ThinkPad Universal USB-C Dock',
  address: ['Sønderjysk Ingeniørkontor A/S', 'Åse Jørgensen', 'Ålandsgade 12', 'DK-6400 Sønderborg'],
  orderedAt: '2027-01-12T09:14:00.000Z',
  isReleased: false,
}
const headset = {
  ...dock,
  id: 2,
  reference: 'TI-2K3M-92Q2',
  partNumber: '4XD1C99223',
  name: 'Wireless headset',
  isReleased: true,
}

const rewards = (name: string, isEmpty: boolean, sent: object): Sample => ({
  name,
  template: 'desk/rewards',
  values: (texts) => ({
    page: deskPage('rewards'),
    orders: isEmpty ? [] : [dock, headset],
    state: 'open',
    hasMore: !isEmpty,
    mayRelease: true,
    maySend: true,
    form: formView({ area: 'desk', texts, typed: {}, faults: [], ...sent }),
  }),
})

const sent = (name: string, orders: readonly object[]): Sample => ({
  name,
  template: 'desk/rewards',
  values: (texts) => ({
    page: deskPage('rewards'),
    list: listHead(texts, 'rewards', '?state=sent'),
    state: 'sent',
    orders,
    form: formView({ area: 'desk', texts }),
  }),
})

export const rewardSamples: readonly Sample[] = [
  rewards('rewards', false, {}),
  rewards('rewards-empty', true, {}),
  sent('rewards-sent', [
    { ...dock, id: 3, parcel: '00370730254721000018', shippedAt: '2027-01-14T13:40:00.000Z' },
  ]),
  sent('rewards-none-sent', []),
  rewards('rewards-faults', false, {
    typed: { _place: '2', parcel: 'x' },
    faults: [{ code: 'too-short', path: '/parcel', facts: { minimum: 3 } }],
  }),
]
