/** Sample data of webhooks: none, several with what was sent, one with its tries, a form that was refused. */
import type { Fault } from '../../server/base/refusal.ts'
import type { Typed } from '../../server/web/forms.ts'
import { formView } from '../../server/web/form-view.ts'
import { webhookKinds } from '../../server/webhooks/kinds.ts'
import { deskPage, type Sample } from './sample.ts'

const endpoint = {
  id: 2,
  url: 'https://erp.example.com/hooks/backhaul?tenant=denmark-workstations',
  href: '#2',
  kinds: ['claim.approved', 'claim.received', 'claim.paid'],
  madeBy: 'Mette Holm',
  madeAt: '2027-01-12T09:14:00.000Z',
  counts: { waiting: 2, delivered: 1204, dead: 1 },
}

const all = (name: string, shown: object, typed: Typed = {}, faults: readonly Fault[] = []): Sample => ({
  name,
  template: 'desk/webhooks',
  values: (texts) => ({
    page: deskPage('webhooks'),
    kinds: webhookKinds,
    endpoints: [],
    ...shown,
    form: formView({ area: 'webhook', texts, typed, faults }),
  }),
})

const message = (id: number, state: string, tries: object[]) => ({
  id: `msg_${id}`,
  kind: 'claim.offer-accepted',
  state,
  createdAt: '2027-01-12T10:02:00.000Z',
  reference: 'TI-7K3M-92QF',
  href: '#claim',
  tries,
  replayHref: '/desk/webhooks/2/messages/5/replay',
})

const one = (name: string, shown: object): Sample => ({
  name,
  template: 'desk/webhook',
  values: (texts) => ({
    page: deskPage('webhooks'),
    endpoint: { ...endpoint, formerUntil: '2027-01-13T09:14:00.000Z' },
    messages: [],
    ...shown,
    form: formView({ area: 'webhook', texts }),
  }),
})

const failed = [
  { at: '2027-01-12T10:02:00.000Z', failure: 'timeout', tookMs: 5003 },
  { at: '2027-01-12T10:02:10.000Z', status: 503, tookMs: 41 },
]

export const webhookSamples: readonly Sample[] = [
  all('webhooks', {
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwbm5aLbvKbmU=',
    endpoints: [
      { ...endpoint, restsUntil: '2027-01-12T10:17:00.000Z' },
      {
        ...endpoint,
        id: 1,
        endedAt: '2027-01-11T09:14:00.000Z',
        counts: { waiting: 0, delivered: 3, dead: 0 },
      },
    ],
  }),
  all('webhooks-faults', {}, { url: 'http://10.0.0.7/in' }, [
    { code: 'webhook-address', path: '/url' },
    { code: 'missing-field', path: '/kinds' },
  ]),
  one('webhook-resting', {
    endpoint: { ...endpoint, refusedInRow: 4, restsUntil: '2027-01-12T10:17:00.000Z' },
    messages: [message(1, 'waiting', failed)],
  }),
  one('webhook', {
    sent: 2,
    messages: [
      message(3, 'waiting', []),
      message(2, 'delivered', [{ at: '2027-01-12T10:02:00.000Z', status: 204, tookMs: 38 }]),
      message(1, 'dead', failed),
    ],
  }),
  one('webhook-empty', {}),
]
