/** Secrets and personal strings are planted on one walk and looked for where they have no business: nothing is found. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateSync } from 'otplib'
import { writeBackup } from '../../scripts/backup/store.ts'
import { tablesInOrder } from '../../scripts/backup/tables.ts'
import { callerAt, expected, type Caller } from '../../scripts/walk/caller.ts'
import { journalLines } from '../../server/claims/export.ts'
import type { Database } from '../../server/database.ts'
import { bookLines, bookNames } from '../../server/desks/ledger-view.ts'
import { deadJobs, enqueue, failJob } from '../../server/jobs/store.ts'
import { exportOf } from '../../server/privacy/exporting.ts'
import { openLog } from '../../server/web/log.ts'
import { openWorld, type World } from '../stories/world.ts'

const personal = {
  contact: 'Svend Skjult',
  email: 'svend.skjult@hidden.example',
  phone: '+45 99 88 77 66',
  street: 'Hemmelighedsvej 42',
  iban: 'DK5000400440116243',
  holder: 'Skjult Kontohaver',
}
/** Typed where it is refused, so that an answer could repeat it. */
const mistyped = {
  password: 'a-wrong-Pa55phrase-typed',
  iban: 'DK5100400440116243',
  token: 'stolen-looking-bearer-token-0123456789',
  code: '918273',
}

const logged: string[] = []
let world: World
beforeAll(async () => {
  const log = openLog('trace', { write: (line: string) => void logged.push(line) })
  world = await openWorld({ today: '2026-03-02', stand: { log } })
})
afterAll(() => world.close())

/** Everything that this walk made which opens something. */
async function secretsOfStaff(): Promise<Record<string, string>> {
  const email = 'admin@backhaul.example'
  const signedIn = await callerAt(world.url).post('/sessions', { email, password: world.password })
  const { token } = expected<{ token: string }>(signedIn, 201)
  const admin = callerAt(world.url, token)
  const { secret, uri } = expected<{ secret: string; uri: string }>(await admin.post('/account/app', {}), 201)
  const epoch = Math.floor(world.context.clock.now().epochMilliseconds / 1000)
  const confirmation = await admin.post('/account/app/confirmation', {
    code: generateSync({ secret, epoch }),
  })
  const { recoveryCodes, session } = expected<{ recoveryCodes: string[]; session: { token: string } }>(
    confirmation,
    201,
  )
  const asked = { name: 'Scanner at the gate', moves: ['see-journal'] }
  const made = await callerAt(world.url, session.token).post('/api-keys', asked)
  const { key } = expected<{ key: string }>(made, 201)
  const [recovery = ''] = recoveryCodes
  return { password: world.password, token, later: session.token, secret, uri, recovery, key }
}

async function appliesHidden(): Promise<{ reference: string; link: string; session: string; code: string }> {
  const { contact: contactName, email, phone, street, iban, holder } = personal
  const wishes = {
    boughtOn: '2026-02-10',
    invoiceNumber: 'HIDDEN-1',
    iban,
    participant: { contactName, email, phone },
  }
  const made = await world.people.applies(wishes, (application) => {
    const { participant, bankAccount } = application
    const address = { ...participant.address, street }
    return {
      ...application,
      participant: { ...participant, address },
      bankAccount: { ...bankAccount, holder },
    }
  })
  const { claim, link } = expected<{ claim: { reference: string }; link: string }>(made, 201)
  const { reference } = claim
  const token = link.split('/').at(-1) ?? ''
  const holderOf = callerAt(world.url, `${reference}.${token}`)
  expect((await holderOf.post(`/claims/${reference}/codes`, {})).status).toBe(204)
  const code = await world.codeFor(reference)
  const opened = await holderOf.post(`/claims/${reference}/sessions`, { code })
  return { reference, link: token, session: expected<{ token: string }>(opened, 201).token, code }
}

/** Requests that are refused, with something in them that an answer or a line might repeat. */
async function refusals(by: Caller): Promise<string> {
  const email = personal.email
  const stranger = callerAt(world.url, mistyped.token)
  const answers = [
    await callerAt(world.url).post('/sessions', { email, password: mistyped.password }),
    await callerAt(world.url).post('/sessions', `{"email":"${email}","password":"${mistyped.password}`),
    await stranger.get('/claims'),
    await by.post('/sessions/current/proofs', { password: mistyped.password, code: mistyped.code }),
    await callerAt(world.url).post('/claims', { bankAccount: { iban: mistyped.iban, holder: email } }),
    await by.get(`/claims/${encodeURIComponent(personal.contact)}`),
  ]
  expect(answers.filter(({ status }) => status < 400 || status >= 500)).toEqual([])
  return answers.map(({ bytes }) => bytes.toString('utf8')).join('\n')
}

/** Another house is told of everything; what was posted to it is kept here. */
async function tellsAnother(session: string): Promise<{ secret: string; posted: string[] }> {
  const posted: string[] = []
  const postWebhook = async (url: string, headers: object, body: string) => {
    posted.push(url, JSON.stringify(headers), body)
    return { status: 500 }
  }
  Object.assign(world.context, { postWebhook })
  const asked = { url: 'https://erp.example.com/hooks', kinds: ['claim.submitted', 'claim.approved'] }
  const made = await callerAt(world.url, session).post('/webhooks', asked)
  return { secret: expected<{ secret: string }>(made, 201).secret, posted }
}

/** A job that gave up over an error whose words repeat what was planted, as those of mail servers do. */
async function givesUp(words: string): Promise<void> {
  const { db, clock } = world.context
  const planted = { kind: 'send-mail', key: 'planted', payload: {}, dueAt: clock.now() }
  await db.transaction((trx) => enqueue(trx, planted))
  const last = { fence: 1, attempts: 50, state: 'taken' }
  await db('jobs').where({ key: 'planted' }).update(last)
  const [id = 0] = await db('jobs').where({ key: 'planted' }).pluck<number[]>('id')
  await failJob(db, clock, { ...planted, ...last, id }, new Error(words))
  expect((await deadJobs(db, 10)).map(({ error }) => error !== '')).toContain(true)
}

/** What leaves the house as a file: the participant's own data, the books, the list of a backup. */
async function leavingFiles(reference: string): Promise<Record<'export' | 'books' | 'manifest', string>> {
  const { db, settings } = world.context
  const by = { kind: 'staff', id: 1, roles: ['admin'] } as const
  const archive = await exportOf(world.context, reference, by)
  const books: string[] = []
  for (const name of bookNames) for await (const line of bookLines(db, name)) books.push(line)
  const manifest = await writeBackup(
    { db, dataDir: settings.dataDir },
    join(settings.dataDir, 'backup'),
    '2026-03-02T10:00:00Z',
  )
  return {
    export: archive.map(({ name, bytes }) => `${name}\n${bytes.toString('latin1')}`).join('\n'),
    books: books.join(''),
    manifest: JSON.stringify(manifest),
  }
}

/** All rows of these tables as one text. */
const rowsOf = async (db: Database, tables: readonly string[]): Promise<string> =>
  JSON.stringify(await Promise.all(tables.map((table) => db(table))))

/** Names of the planted strings that stand in this text. */
const within = (text: string, planted: Readonly<Record<string, string>>): string[] =>
  Object.entries(planted)
    .filter(([, value]) => value !== '' && text.includes(value))
    .map(([name]) => name)

test('planted secrets and names are in no log, journal, job, refusal, export or number', async () => {
  const { db, settings } = world.context
  const staff = await secretsOfStaff()
  const other = await tellsAnother(staff['later'] ?? '')
  const { reference, link, session, code } = await appliesHidden()
  const stranger = { email: 'somebody.else@other.example', contactName: 'Anders Anden' }
  const company = { company: 'Nordhavn Arkitekter ApS', vatId: 'DK29403473' }
  const theirs = {
    boughtOn: '2026-02-10',
    invoiceNumber: 'HIDDEN-2',
    participant: { ...company, ...stranger },
  }
  await world.people.applies({ ...theirs, iban: 'DK1030001234567890' })
  await world.work()
  await world.people.desk.post(`/claims/${reference}/approval`, {})
  await world.work()
  await givesUp(`550 <${personal.email}> ${personal.contact} ${mistyped.password} ${staff['token']}`)
  const refused = await refusals(world.people.desk)
  const { export: given, books, manifest } = await leavingFiles(reference)
  const all = { ...staff, hook: other.secret, link, session, ...personal, ...mistyped, code: `"${code}"` }
  expect(logged.length).toBeGreaterThan(10)

  const journal: string[] = []
  for await (const line of journalLines(db)) journal.push(line)
  const metrics = await fetch(`${world.url}/metrics`, {
    headers: { Authorization: `Bearer ${settings.metricsToken ?? ''}` },
  })
  const places = {
    log: logged.join(''),
    journal: journal.join('\n'),
    books,
    manifest,
    posted: other.posted.join('\n'),
    messages: await rowsOf(db, ['webhook_messages', 'webhook_tries']),
    jobs: await rowsOf(db, ['jobs', 'postings', 'clocks', 'claim_keys', 'cap_uses']),
    metrics: await metrics.text(),
    refusals: refused.replaceAll(personal.contact, ''),
  }
  const foundIn = Object.fromEntries(Object.entries(places).map(([name, text]) => [name, within(text, all)]))
  expect(Object.entries(foundIn).filter(([, found]) => found.length > 0)).toEqual([])
  expect(other.posted.join('')).toContain(reference)

  // The participant is given what is theirs, and nothing that opens the house or is somebody else's.
  expect(given).toContain(personal.street)
  expect(within(given, { ...staff, session, hook: other.secret, ...mistyped, ...stranger })).toEqual([])

  // What opens something personal stands nowhere as it is told. A link opens nothing personal, and stands in the mail it went by.
  const everything = await rowsOf(db, await tablesInOrder(db))
  expect(within(everything, { ...staff, session, hook: other.secret })).toEqual([])
  expect(within(everything, { iban: personal.iban, holder: personal.holder })).toEqual([])
  const folder = join(settings.dataDir, 'outbox')
  const sent = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
  expect(within(sent.join(''), { ...staff, iban: personal.iban })).toEqual([])
})
