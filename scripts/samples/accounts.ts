/** Sample data of staff's accounts: the list with a password just told, a form refused, one that waits, one's own. */
import type { Fault } from '../../server/base/refusal.ts'
import { roles } from '../../server/staff/roles.ts'
import { formView } from '../../server/web/form-view.ts'
import type { Typed } from '../../server/web/forms.ts'
import { deskPage, type Sample } from './sample.ts'

const mette = {
  name: 'Mette Holm',
  email: 'mette.holm@example.com',
  href: '/desk/accounts/4',
  roles: ['dispatcher'],
  proposed: ['dispatcher', 'finance'],
  secondFactor: true,
  signedInAt: '2027-01-12T09:14:00.000Z',
}

const nils = { ...mette, name: 'Nils Lund', email: 'nils.lund@example.com', roles: [], secondFactor: false }

const history = [
  {
    no: 4812,
    at: '2027-01-12T09:20:00.000Z',
    what: 'Account closed',
    by: 'Ada Admin',
    whom: 'Lars Lind',
    before: ['Reviewer'],
    after: [],
  },
  {
    no: 4798,
    at: '2027-01-12T09:14:00.000Z',
    what: 'Roles of an account proposed',
    by: 'Ada Admin',
    whom: mette.name,
    before: ['Dispatcher'],
    after: ['Dispatcher', 'Finance'],
  },
]

const all = (name: string, shown: object, typed: Typed = {}, faults: readonly Fault[] = []): Sample => ({
  name,
  template: 'desk/accounts',
  values: (texts) => ({
    page: deskPage('accounts'),
    accounts: [mette, { ...nils, proposed: undefined, signedInAt: undefined }],
    mayManage: true,
    roles,
    history,
    ...shown,
    form: formView({ area: 'accounts', texts, typed, faults }),
  }),
})

const one = (name: string, account: object, shown: object): Sample => ({
  name,
  template: 'desk/account',
  values: (texts) => ({
    page: deskPage('accounts'),
    account: { ...mette, isOwn: false, ...account },
    mayManage: true,
    mayBind: true,
    roles,
    history: history.slice(1),
    ...shown,
    form: formView({ area: 'accounts', texts, typed: { roles: mette.roles, subject: '248289761001' } }),
  }),
})

export const accountsSamples: readonly Sample[] = [
  all('accounts', { made: { email: nils.email, password: 'kyv4-m2tq-9hzw-r7bd' } }),
  all('accounts-faults', { history: [] }, { email: mette.email, name: 'Mette' }, [
    { code: 'email-taken', path: '/email' },
    { code: 'roles-conflict', path: '/roles', facts: { one: 'auditor', other: 'approver' } },
  ]),
  one('accounts-one', { subject: '248289761001' }, { proposedBy: 'Ada Admin', mayConfirm: true }),
  one('accounts-password', { proposed: undefined }, { password: 'kyv4-m2tq-9hzw-r7bd' }),
  one('accounts-own', { isOwn: true }, { proposedBy: 'Ada Admin', mayConfirm: false, mayManage: false }),
]
