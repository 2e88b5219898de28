/** The accounts of staff as a list. No secret. */
import type { Database } from '../database.ts'
import type { Role } from '../staff/roles.ts'
import { standings, type Standing } from '../staff/standing-store.ts'
import type { Asked } from './filters.ts'
import { atOnce, type Listed } from './listed.ts'

/** Open accounts by name, of one role or of all. */
export const accountsAsked = async (db: Database, { role }: Asked): Promise<Standing[]> =>
  (await standings(db)).filter(({ roles }) => role === 'all' || roles.includes(role as Role))

export const accountList: Listed<Standing> = {
  may: 'see-staff',
  columns: [
    ['desk.fields.name.label', ({ name }) => name],
    ['desk.fields.email.label', ({ email }) => email],
    [
      'desk.account.roles',
      ({ roles }, texts) => roles.map((role) => texts.text(`desk.role.${role}`)).join(', '),
    ],
    [
      'desk.account.factor',
      ({ secondFactor }, texts) => texts.text(secondFactor ? 'pages.form.yes' : 'pages.form.no'),
    ],
    ['accounts.last', ({ signedInAt }) => signedInAt],
  ],
  rows: atOnce(({ db }, asked) => accountsAsked(db, asked)),
}
