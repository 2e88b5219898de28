/**
 * R62: a mail at every step, of every programme. What follows from an event stands in one table: a step without a mail there
 * would be told by nobody. What each mail says of which programme is held by the stories.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { EventKind } from '../../server/claims/moves.ts'
import { mailsAfter } from '../../server/consequences.ts'
import { mailNames } from '../../server/mail/samples.ts'
import type { Programme } from '../../server/programmes/programme.ts'
import { parseProgramme } from '../../server/programmes/source.ts'
import { server } from '../sources.ts'

const folder = 'templates/programmes'
const programmes = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => parseProgramme(readFileSync(`${folder}/${file}`, 'utf8')))

/** Received, checked, rejected, accepted, paid; and what a programme with devices or self-billing has between them. */
const stepsOf = ({ devices, selfBilling, values }: Programme): readonly EventKind[] => [
  'submitted',
  'asked',
  'resubmitted',
  'rejected',
  'approved',
  'paid',
  'returned',
  ...(devices.length > 0 ? (['received', 'found-different', 'offer-expired', 'voided'] as const) : []),
  ...(selfBilling ? (['all-decided', 'finalised', 'credited'] as const) : []),
  ...(values.rows.some(({ goods }) => goods) ? (['goods-shipped'] as const) : []),
]

test.each(programmes)('$id tells its participants of every step (R62)', (programme) => {
  expect(stepsOf(programme).filter((step) => mailsAfter(step).length === 0)).toEqual([])
})

test('every mail is sent by somebody', () => {
  const senders = server.filter(({ file }) => !file.startsWith('mail/')).map(({ text }) => text)
  expect(mailNames.filter((name) => !senders.some((text) => text.includes(`'${name}'`)))).toEqual([])
})
