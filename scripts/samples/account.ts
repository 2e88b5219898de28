/** Sample data of one's own account: the second step, an app being set up, recovery codes. */
import { qrPicture } from '../../server/documents/barcode.ts'
import { enrolmentUri, spelledSecret } from '../../server/staff/totp.ts'
import { formView } from '../../server/web/form-view.ts'
import { deskPage, publicPage, type Sample } from './sample.ts'

/** The key of RFC 6238's own examples: nobody's. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

const account = {
  name: 'Mette Holm',
  email: 'mette.holm@example.com',
  roles: ['finance', 'dispatcher'],
}

const sessions = [
  { openedAt: '2026-11-22T07:55:00.000Z', lastSeenAt: '2026-11-22T09:12:00.000Z', isThis: true },
  { openedAt: '2026-11-22T06:10:00.000Z', lastSeenAt: '2026-11-22T08:40:00.000Z', isThis: false },
].map((one) => ({ ...one, endHref: '/account/sessions/a1b2/end' }))

const passkeys = [
  { name: 'Work laptop', madeAt: '2026-11-02T09:00:00.000Z', lastUsedAt: '2026-11-22T07:58:00.000Z' },
  { name: 'Key on my ring', madeAt: '2026-11-20T14:30:00.000Z' },
].map((one) => ({ ...one, endHref: '/account/passkeys/3/end' }))

export const accountSamples: readonly Sample[] = [
  {
    name: 'prove',
    template: 'prove',
    values: (texts) => ({
      page: publicPage,
      asked: 'code',
      app: true,
      passkeys: true,
      again: false,
      form: formView({
        area: 'desk',
        texts,
        typed: { to: '/desk' },
        faults: [{ code: 'wrong-code', path: '/code' }],
      }),
    }),
  },
  {
    name: 'account',
    template: 'account',
    values: (texts) => ({
      page: deskPage('account'),
      account,
      factors: { app: true, passkeys: 2, recoveryCodes: 9 },
      passkeys: { held: passkeys, newHref: '#new' },
      required: true,
      due: false,
      others: 1,
      sessions,
      keysHref: '#keys',
      form: formView({ area: 'desk', texts }),
    }),
  },
  {
    name: 'account-due',
    template: 'account',
    values: (texts) => ({
      page: deskPage('account'),
      account,
      factors: { app: false, passkeys: 0, recoveryCodes: 0 },
      passkeys: { held: [], newHref: '#new' },
      required: true,
      due: true,
      others: 0,
      form: formView({ area: 'desk', texts }),
    }),
  },
  {
    name: 'organisation-leave',
    template: 'organisation-leave',
    values: () => ({ page: publicPage, address: '#there', host: 'login.example.com' }),
  },
  {
    name: 'organisation-answer',
    template: 'organisation-answer',
    values: () => ({ page: publicPage, fields: [{ name: 'code', value: 'sample' }] }),
  },
  {
    name: 'passkey',
    template: 'passkey',
    values: (texts) => ({ page: deskPage('account'), form: formView({ area: 'desk', texts }) }),
  },
  {
    name: 'account-app',
    template: 'account-app',
    values: (texts) => ({
      page: deskPage('account'),
      qr: qrPicture(enrolmentUri(account.email, secret)),
      secret: spelledSecret(secret),
      form: formView({ area: 'desk', texts }),
    }),
  },
  {
    name: 'keys',
    template: 'desk/keys',
    values: (texts) => ({
      page: deskPage('account'),
      key: 'bhk_3vQm8pXw2ZtK7nRfYb5sLdH9cJgE4uAoT6iVqM1xNwB',
      moves: ['list-claims', 'receive', 'scan', 'see-claim', 'see-shipments'],
      keys: (['in-use', 'over', 'ended'] as const).map((standing, place) => ({
        name: ['Scanner at gate 2', 'Dashboard in the hall', 'Old scanner'][place],
        moves: ['scan', 'receive', 'see-shipments'].slice(place),
        madeBy: 'Mette Holm',
        expiresAt: '2027-11-22T09:00:00.000Z',
        ...(place === 0 && { lastUsedAt: '2026-11-22T09:00:00.000Z' }),
        standing,
        endHref: '/account/keys/3/end',
      })),
      form: formView({ area: 'desk', texts }),
    }),
  },
  {
    name: 'recovery-codes',
    template: 'recovery-codes',
    values: () => ({
      page: deskPage('account'),
      codes: [
        'k7f3m-wq2np-x5c9d-h4tza-9brme',
        'r4hvy-6tbgj-8am2s-p3kqu-w7dxn',
        'e9zku-3npwx-f7q5c-j2myt-6ghva',
        'd2jmr-hy8v4-tb6ga-x9cwp-n5keq',
      ],
    }),
  },
]
