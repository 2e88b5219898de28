/** The server as its own process, killed without warning after a claim was written and before its mail was out (R95). */
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { callerAt, expected } from '../../scripts/walk/caller.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { openDatabase, type Database } from '../../server/database.ts'
import { sampleApplication } from '../../server/demonstration/sample.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { programmeSchema } from '../../server/programmes/programme.ts'
import { makeTestDatabase, type TestDatabase } from '../database.ts'
import { kill, startServer } from './process.ts'
import { openPostBox, type PostBox } from './smtp.ts'

let database: TestDatabase
let db: Database
let postBox: PostBox
let folder: string
let server: ChildProcess | undefined

beforeEach(async () => {
  database = await makeTestDatabase()
  db = openDatabase(database.url)
  postBox = await openPostBox()
  folder = mkdtempSync(join(tmpdir(), 'backhaul-killed-'))
})

afterEach(async () => {
  if (server) await kill(server)
  await postBox.close()
  await db.destroy()
  await database.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts it as in production and gives its address. */
async function start(): Promise<string> {
  const started = await startServer({
    MODE: 'production',
    PUBLIC_URL: 'https://trade-in.example',
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    SMTP_URL: postBox.url,
    MAIL_FROM: 'trade-in@trade-in.example',
    GS1_COMPANY_PREFIX: '5712345',
  })
  server = started.process
  return started.url
}

async function applies(url: string): Promise<string> {
  const visitor = callerAt(url)
  const id = 'dk-workstation-trade-in-open'
  const { programme } = expected<{ programme: unknown }>(await visitor.get(`/programmes/${id}`), 200)
  const create = { width: 400, height: 500, channels: 3 as const, background: 'white' }
  const proof = await visitor.upload(
    'proof-of-purchase',
    'faktura.jpg',
    await sharp({ create }).jpeg().toBuffer(),
  )
  const application = sampleApplication(programmeSchema.parse(programme), {
    boughtOn: '2026-02-10',
    invoiceNumber: 'KILL-9',
    evidence: [proof],
  })
  return expected<{ claim: ClaimView }>(await visitor.post('/claims', application), 201).claim.reference
}

test('a mail that was not out when the server was killed goes out once after its restart', async () => {
  postBox.hang('hangs')
  const calling = postBox.nextCaller()
  const url = await start()
  const reference = await applies(url)
  await calling
  if (server) await kill(server)

  const [first] = await mailsAbout(db, reference)
  expect(first).toMatchObject({ name: 'application-received', state: 'sending' })
  expect(postBox.messages).toEqual([])
  // The dead worker held the job for ten minutes; here they pass at once.
  await db('jobs').where({ state: 'taken' }).update({ due_at: '2026-01-01T00:00:00.000Z' })

  postBox.hang('answers')
  const arriving = postBox.nextMessage()
  await start()
  await arriving
  await untilNothingIsDue()
  const mails = await mailsAbout(db, reference)
  expect(new Set(mails.map(({ state }) => state))).toEqual(new Set(['sent']))
  const arrived = postBox.messages.map((message) => /^Message-ID:\s+(\S+)/im.exec(message)?.[1])
  expect(new Set(arrived)).toEqual(new Set(mails.map(({ messageId }) => messageId)))
  expect(arrived).toHaveLength(mails.length)
}, 240_000)

/** The job goes in the transaction that notes the mail as sent; then there is nothing left that could send it again. */
async function untilNothingIsDue(): Promise<void> {
  while (await db('jobs').first('id')) await new Promise((resolve) => setTimeout(resolve, 50))
}
