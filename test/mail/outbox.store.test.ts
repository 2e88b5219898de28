import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { sha256 } from '../../server/base/canonical.ts'
import { inTransaction, type Database } from '../../server/database.ts'
import { openMailer, type Message } from '../../server/mail/mailer.ts'
import type { Letter } from '../../server/mail/mails.ts'
import { sendMail, type Outbox } from '../../server/mail/outbox.ts'
import { mailById, mailsAbout, postMail, resendMail } from '../../server/mail/store.ts'
import { openTestDatabase } from '../database.ts'
import { sampleLetter } from '../../server/mail/samples.ts'

const now = Temporal.Instant.from('2026-03-02T08:00:00Z')
const jobs: { kind: string; key: string; payload: { mail: number } }[] = []
const office = {
  clock: { now: () => now },
  enqueue: async (_: unknown, job: (typeof jobs)[number]) => void jobs.push(job),
}
const from = { name: 'Trade-In', address: 'noreply@trade-in.example' }
const label = Buffer.from('%PDF-1.7 label')
let db: Database
let folder: string
let rendered: number
let sent: Message[]

beforeEach(async () => {
  db = await openTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'backhaul-outbox-'))
  rendered = 0
  sent = []
  jobs.length = 0
})
afterEach(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

const outbox = (more: Partial<Outbox> = {}): Outbox => ({
  db,
  clock: office.clock,
  keepsCodes: false,
  mailer: { send: async (message) => void sent.push(message) },
  templates: {
    render: async ({ name }) => {
      rendered += 1
      return { templateVersion: 'v1', subject: name, text: `text ${rendered}`, html: `<p>${rendered}</p>` }
    },
  },
  attachmentOf: async () => ({ mediaType: 'application/pdf', bytes: label }),
  ...more,
})
const post = (
  letter: Letter = {
    ...sampleLetter('approved'),
    attachments: [{ document: 7, name: 'label.pdf' }],
  },
) => inTransaction(db, (trx) => postMail(trx, office, letter))
const drawnAnew = async () => ({ mediaType: 'application/pdf', bytes: Buffer.from('other') })
const notDrawn = () => Promise.reject(new Error('not drawn yet'))
const refusing = (code: string, responseCode: number) => ({
  send: () => Promise.reject(Object.assign(new Error('refused'), { code, responseCode })),
})

test('posting writes a row and a job, and renders nothing', async () => {
  const id = await post()
  expect(jobs).toMatchObject([{ kind: 'send-mail', key: String(id), payload: { mail: id } }])
  expect(await mailById(db, id)).toMatchObject({ name: 'approved', state: 'queued', attachmentHashes: [] })
  expect(rendered).toBe(0)
})

test('what was sent is stored: text, subject, template and hashes of attachments (R95)', async () => {
  const id = await post()
  await sendMail(outbox(), id)
  const mail = await mailById(db, id)
  expect(mail).toMatchObject({
    state: 'sent',
    sentAt: '2026-03-02T08:00:00.000Z',
    rendered: { templateVersion: 'v1', subject: 'approved', text: 'text 1' },
    attachmentHashes: [sha256(label)],
    to: { name: 'Søren Ærø Åkjær', address: 'soeren@ingenioer.example' },
  })
  expect(sent).toMatchObject([
    { messageId: mail.messageId, text: 'text 1', attachments: [{ name: 'label.pdf' }] },
  ])
})

test('a mail that was sent is not sent again', async () => {
  const id = await post()
  await sendMail(outbox(), id)
  await sendMail(outbox(), id)
  expect(sent).toHaveLength(1)
})

test('a crash after sending repeats the same mail: one file, one Message-ID, the same words', async () => {
  const id = await post()
  const toFolder = openMailer({ folder, from })
  const dying = {
    send: async (message: Message) => {
      await toFolder.send(message)
      throw new Error('killed')
    },
  }
  await expect(sendMail(outbox({ mailer: dying }), id)).rejects.toThrow('killed')
  expect(await mailById(db, id)).toMatchObject({ state: 'sending' })
  const [file = ''] = readdirSync(folder)
  const bytes = readFileSync(join(folder, file))
  await sendMail(outbox({ mailer: toFolder }), id)
  expect(readdirSync(folder)).toEqual([file])
  expect(readFileSync(join(folder, file)).equals(bytes)).toBe(true)
  expect(rendered).toBe(1)
  expect(await mailById(db, id)).toMatchObject({ state: 'sent' })
})

test('an attachment that changed between two attempts is not sent', async () => {
  const id = await post()
  await expect(sendMail(outbox({ mailer: refusing('ETIMEDOUT', 0) }), id)).rejects.toThrow('refused')
  await expect(sendMail(outbox({ attachmentOf: drawnAnew }), id)).rejects.toThrow('attachment')
  expect(sent).toEqual([])
})

test('a document that is not drawn yet leaves the mail queued', async () => {
  const id = await post()
  await expect(sendMail(outbox({ attachmentOf: notDrawn }), id)).rejects.toThrow('not drawn yet')
  expect(await mailById(db, id)).toMatchObject({ state: 'queued' })
})

test('a recipient that the server refuses for good is noted and not tried again', async () => {
  const id = await post()
  await sendMail(outbox({ mailer: refusing('EENVELOPE', 550) }), id)
  expect(await mailById(db, id)).toMatchObject({ state: 'failed', failure: 'smtp-550' })
})

test('after the last attempt the mail is given up, and a later attempt may still send it', async () => {
  const id = await post()
  const later = sendMail(outbox({ mailer: refusing('EENVELOPE', 450) }), id, { last: true })
  await expect(later).rejects.toThrow('refused')
  expect(await mailById(db, id)).toMatchObject({ state: 'failed', failure: 'given-up' })
  await sendMail(outbox(), id)
  const mail = await mailById(db, id)
  expect(mail.state).toBe('sent')
  expect(mail.failure).toBeUndefined()
})

test('sending again is a new mail with the same words that names the old one', async () => {
  const id = await post()
  await sendMail(outbox(), id)
  const to = { name: 'Søren', address: 'new@firma.example' }
  const again = await inTransaction(db, (trx) => resendMail(trx, office, id, to))
  await sendMail(outbox(), again)
  const [old, resent] = await mailsAbout(db, 'TI-7K3M-92QF')
  expect(resent).toMatchObject({ resendOf: id, to, state: 'sent', rendered: { text: 'text 1' } })
  expect(resent?.messageId).not.toBe(old?.messageId)
  expect(rendered).toBe(1)
})

test('the words of a code are forgotten once it is on its way, and it is not sent again', async () => {
  const id = await post(sampleLetter('access-code'))
  await sendMail(outbox(), id)
  expect(sent.map(({ text }) => text)).toEqual(['text 1'])
  const { facts, rendered: kept, state } = await mailById(db, id)
  expect([facts, kept?.text, kept?.html, state]).toEqual([{}, '', '', 'sent'])
  await expect(inTransaction(db, (trx) => resendMail(trx, office, id))).rejects.toThrow('mail-is-secret')
})
