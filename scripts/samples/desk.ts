/** Sample data of what everybody meets at a desk: sign-in, home with its work, the keys, what the worker gave up. */
import { listHead } from '../../server/desks/list-view.ts'
import { formView } from '../../server/web/form-view.ts'
import { deskPage, publicPage, type Sample } from './sample.ts'

export const deskSamples: readonly Sample[] = [
  {
    name: 'sign-in',
    template: 'sign-in',
    values: (texts) => ({
      page: publicPage,
      passkeys: true,
      organisation: 'login.example.com',
      form: formView({
        area: 'desk',
        texts,
        typed: { email: 'mette@example.dk' },
        faults: [{ code: 'wrong-credentials', path: '' }],
      }),
    }),
  },
  {
    name: 'desk',
    template: 'desk',
    values: (texts) => ({
      page: {
        ...deskPage('home'),
        notice: { kind: 'good', text: 'TI-7K3M-92QF is approved. The label is on its way.' },
      },
      query: 'PF2ABC12',
      list: listHead(texts, 'search', '?q=PF2ABC12'),
      results: [
        {
          reference: 'TI-7K3M-92QF',
          href: '#1',
          state: 'approved',
          text: 'Jørgensen & Søn A/S · ThinkStation P3 · serial number PF2ABC12',
        },
      ],
      work: [
        { id: 'review', href: '#review', count: '500+', late: 12, days: 9 },
        { id: 'runs-to-approve', href: '#runs', count: '1', late: 1, days: 3 },
        { id: 'to-plan', href: '#plan', count: '4', late: 0, days: 2 },
        { id: 'second-audit', href: '#second', count: '7', late: 0, days: 0 },
        { id: 'appeals', href: '#appeals', count: '2', late: 0, days: 1 },
        { id: 'movements', href: '#movements', count: '3', late: 0 },
      ],
      running: [{ href: '#task', kind: 'approve', done: 34, total: 90 }],
      desks: ['receive', 'invoices', 'floor'].map((id) => ({ id, href: `#${id}` })),
    }),
  },
  {
    name: 'desk-idle',
    template: 'desk',
    values: () => ({ page: deskPage('home'), work: [], desks: [] }),
  },
  { name: 'shortcuts', template: 'desk/shortcuts', values: () => ({ page: deskPage('home') }) },
  {
    name: 'jobs',
    template: 'desk/jobs',
    values: (texts) => ({
      page: deskPage('jobs'),
      form: formView({ area: 'desk', texts }),
      mayRevive: true,
      mayResend: true,
      health: { waiting: 3, taken: 1, dead: 1, oldestDueAt: '2026-11-22T09:14:02.000Z' },
      jobs: [
        {
          id: 7,
          kind: 'send-mail',
          key: '412',
          attempts: 10,
          error: 'Error ECONNREFUSED < mail/mailer.ts:61',
          reviveHref: '/desk/jobs/7/revival',
        },
        {
          id: 8,
          kind: 'carrier-tracking',
          key: 'JD014600003828',
          attempts: 10,
          error: 'Error ETIMEDOUT < shipping/carriers/asking.ts:88',
          reviveHref: '/desk/jobs/7/revival',
        },
      ],
      mails: [
        {
          id: 12,
          reference: 'TI-7K3M-92QF',
          href: '#mails',
          name: 'approved',
          failure: 'smtp-550',
          at: '2026-11-22T09:14:02.000Z',
        },
      ],
    }),
  },
]
