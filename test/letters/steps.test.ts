/**
 * R62: a mail at every step, of every programme. What follows from an event stands in one table, which is read here as text:
 * a step without a mail there would be told by nobody. What each mail says of which programme is held by the stories.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { mailNames } from '../../server/mail/samples.ts'
import type { Programme } from '../../server/programmes/programme.ts'
import { parseProgramme } from '../../server/programmes/source.ts'
import { server } from '../sources.ts'

const folder = 'templates/programmes'
const programmes = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => parseProgramme(readFileSync(`${folder}/${file}`, 'utf8')))

const consequences = server.find(({ file }) => file === 'consequences.ts')?.text ?? ''
const table = consequences.slice(consequences.indexOf('const consequences:'))

/** The mails that follow from an event. */
function mailsAfter(event: string): string[] {
  const follows = new RegExp(`^  '?${event}'?: \\[([^]*?)\\],$`, 'm').exec(table)?.[1] ?? ''
  return [...follows.matchAll(/mail\('([\w-]+)'/g)].map(([, name]) => name ?? '')
}

/** Received, checked, rejected, accepted, paid; and what a programme with devices or self-billing has between them. */
const stepsOf = ({ devices, selfBilling, values }: Programme): readonly string[] => [
  'submitted',
  'asked',
  'resubmitted',
  'rejected',
  'approved',
  'paid',
  'returned',
  ...(devices.length > 0 ? ['received', 'found-different', 'offer-expired', 'voided'] : []),
  ...(selfBilling ? ['all-decided', 'finalised', 'credited'] : []),
  ...(values.rows.some(({ goods }) => goods) ? ['goods-shipped'] : []),
]

test.each(programmes)('$id tells its participants of every step (R62)', (programme) => {
  expect(stepsOf(programme).filter((step) => mailsAfter(step).length === 0)).toEqual([])
})

test('every mail is sent by somebody', () => {
  const senders = server.filter(({ file }) => !file.startsWith('mail/')).map(({ text }) => text)
  expect(mailNames.filter((name) => !senders.some((text) => text.includes(`'${name}'`)))).toEqual([])
})
