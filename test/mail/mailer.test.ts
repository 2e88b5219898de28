import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMailer, type Message } from '../../server/mail/mailer.ts'
import { permanentFailure } from '../../server/mail/message.ts'
import { openSmtp } from './smtp.ts'

const from = { name: 'Trade-In', address: 'noreply@trade-in.example' }
const message: Message = {
  messageId: '<TI-7K3M-92QF.1@trade-in.example>',
  thread: '<TI-7K3M-92QF@trade-in.example>',
  date: new Date('2026-03-02T08:00:00Z'),
  to: { name: 'Søren Ærø', address: 'soeren@firma.example' },
  replyTo: { name: 'Help', address: 'help@trade-in.example' },
  locale: 'da',
  subject: 'Din ansøgning',
  text: 'Kære Søren',
  html: '<p>Kære Søren</p>',
  attachments: [
    { name: 'følgeseddel.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') },
    {
      name: 'pickup.ics',
      mediaType: 'text/calendar',
      bytes: Buffer.from('BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\n'),
    },
  ],
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backhaul-mail-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function fileOf(
  changed: Partial<Message> = {},
): Promise<{ name: string; whole: string; headers: string[] }> {
  await openMailer({ folder, from }).send({ ...message, ...changed })
  const [name = '', ...others] = readdirSync(folder)
  expect(others).toEqual([])
  const whole = readFileSync(join(folder, name), 'utf8')
  const [head = ''] = whole.split('\r\n\r\n')
  return { name, whole, headers: head.replace(/\r\n[ \t]+/g, ' ').split('\r\n') }
}

test('without a server a mail is one file with all its headers', async () => {
  const { name, headers, whole } = await fileOf()
  expect(name).toBe('TI-7K3M-92QF.1@trade-in.example.eml')
  expect(headers).toEqual(
    expect.arrayContaining([
      'From: "Trade-In" <noreply@trade-in.example>',
      'Message-ID: <TI-7K3M-92QF.1@trade-in.example>',
      'References: <TI-7K3M-92QF@trade-in.example>',
      'Reply-To: Help <help@trade-in.example>',
      'Auto-Submitted: auto-generated',
      'Date: Mon, 02 Mar 2026 08:00:00 +0000',
    ]),
  )
  expect(whole).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=PUBLISH/)
  expect(whole).toContain("filename*0*=utf-8''f%C3%B8lgeseddel.pdf")
})

test('a second attempt is the same file, byte for byte', async () => {
  const first = await fileOf()
  expect(await fileOf()).toEqual(first)
})

test.each([
  { field: 'a name', changed: { to: { name: 'Eve\r\nBcc: all@x.example', address: 'eve@x.example' } } },
  {
    field: 'a name with an address',
    changed: { to: { name: 'a@x.example>, <b@x.example', address: 'eve@x.example' } },
  },
  { field: 'a subject', changed: { subject: 'Hi\r\nBcc: all@x.example' } },
  {
    field: 'an attachment',
    changed: {
      attachments: [
        { name: 'a.pdf"\r\nBcc: all@x.example', mediaType: 'application/pdf', bytes: Buffer.from('') },
      ],
    },
  },
])('$field can add neither header nor recipient', async ({ changed }) => {
  const { headers, whole } = await fileOf(changed)
  expect(headers.filter((header) => /^(bcc|cc)\b/i.test(header))).toEqual([])
  expect(whole).not.toMatch(/^bcc:/im)
  expect(headers.filter((header) => /^to:/i.test(header))).toHaveLength(1)
})

test('a server gets the same mail, for one recipient', async () => {
  const smtp = await openSmtp('250 OK')
  const mailer = openMailer({ smtpUrl: smtp.url, folder, from })
  await mailer.send({ ...message, to: { name: 'a@x.example>, <b@x.example', address: 'eve@x.example' } })
  mailer.close()
  await smtp.close()
  expect(smtp.recipients).toEqual(['RCPT TO:<eve@x.example>'])
  expect(smtp.received()).toContain('Message-ID: <TI-7K3M-92QF.1@trade-in.example>')
  expect(readdirSync(folder)).toEqual([])
})

test.each([
  { answer: '550 no such user', failure: 'smtp-550' },
  { answer: '451 try later', failure: undefined },
])('a server that answers $answer: for good $failure', async ({ answer, failure }) => {
  const smtp = await openSmtp(answer)
  const mailer = openMailer({ smtpUrl: smtp.url, folder, from })
  const error: unknown = await mailer.send(message).catch((thrown: unknown) => thrown)
  mailer.close()
  await smtp.close()
  expect(error).toBeInstanceOf(Error)
  expect(permanentFailure(error)).toBe(failure)
})
