import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express, { type ErrorRequestHandler, type RequestHandler } from 'express'
import request from 'supertest'
import { Temporal } from 'temporal-polyfill'
import { Refusal } from '../../server/base/refusal.ts'
import type { Database } from '../../server/database.ts'
import { uploadRouter } from '../../server/evidence/routes.ts'
import { clearIncoming, receiveUpload, uploadFaults } from '../../server/evidence/upload.ts'
import { openVault } from '../../server/evidence/vault.ts'
import { openTestDatabase } from '../database.ts'
import { pdf, photo } from './hostile.ts'
import { boundary, formBody, mutated } from './mutated.ts'

let db: Database
let folder: string
let server: Server

const answerRefusal: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (!(error instanceof Refusal)) return next(error)
  response.status(error.kind === 'too-large' ? 413 : 400).json({ kind: error.kind, faults: error.faults })
}

const showForm: RequestHandler = (asked, response) => {
  response.json({ body: asked.body as unknown, faults: uploadFaults(response) })
}

beforeEach(async () => {
  db = await openTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'uploads-'))
  const office = {
    db,
    vault: openVault(join(folder, 'vault')),
    clock: { now: () => Temporal.Instant.from('2026-03-02T12:00:00Z') },
    incoming: join(folder, 'incoming'),
    whose: () => Promise.resolve('participant:new'),
  }
  const app = express()
  app.use(uploadRouter(office))
  app.post(
    '/apply',
    receiveUpload(office, { field: 'proof', filesAtMost: 2, kind: 'proof-of-purchase' }),
    showForm,
  )
  app.use(answerRefusal)
  server = createServer(app)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})

afterEach(async () => {
  await new Promise((done) => server.close(done))
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

const send = () => request(server).post('/evidence')
const apply = () => request(server).post('/apply').field('company', 'Søllerød Værft ApS')
const incoming = (): string[] => readdirSync(join(folder, 'incoming'))
const rows = async (): Promise<unknown[]> => db('evidence_files').select('name', 'kind', 'claim_reference')

describe('one file over the API', () => {
  test('is kept under a harmless name and told by an id', async () => {
    const answer = await send()
      .field('kind', 'proof-of-purchase')
      .attach('file', await photo(), '../../Købsbevis\u202E.exe')
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      kind: 'proof-of-purchase',
      name: 'Købsbevis.jpg',
      mediaType: 'image/jpeg',
    })
    expect((answer.body as { id: string }).id).toMatch(/^[0-9a-f]{32}$/)
    expect(incoming()).toEqual([])
  })

  test.each([
    ['empty-file', 'invoice.pdf', Buffer.alloc(0)],
    ['file-too-large', 'invoice.pdf', Buffer.alloc(50_000_000, '%PDF-1.7\n')],
    ['file-type-refused', 'invoice.pdf', Buffer.from('MZ\x90\0 a program')],
    ['file-type-refused', 'label.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['image-damaged', 'label.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ])('%s: nothing is kept', async (code, name, content) => {
    const answer = await send().field('kind', 'proof-of-purchase').attach('file', content, name)
    expect(answer.body).toMatchObject({ faults: [{ code }] })
    expect(incoming()).toEqual([])
    expect(await rows()).toEqual([])
  })

  test.each([
    ['no file', () => send().field('kind', 'proof-of-purchase'), 'file-missing'],
    [
      'two files',
      () =>
        send().field('kind', 'x').attach('file', Buffer.from('a'), 'a').attach('file', Buffer.from('b'), 'b'),
      'too-many-files',
    ],
    [
      'a file in another field',
      () => send().field('kind', 'x').attach('other', Buffer.from('a'), 'a'),
      'too-many-files',
    ],
    ['JSON', () => send().send({ file: 'x' }), 'file-missing'],
    ['no kind', () => send().attach('file', Buffer.from('a'), 'a'), 'evidence-kind-wrong'],
    [
      'a kind of its own',
      () => send().field('kind', '../x').attach('file', Buffer.from('a'), 'a'),
      'evidence-kind-wrong',
    ],
    ['a field of 9,000 characters', () => send().field('kind', 'x'.repeat(9000)), 'upload-unreadable'],
    [
      '400 fields',
      () =>
        Array.from({ length: 400 }).reduce(
          (form: request.Test, _, place) => form.field(`f${place}`, 'x'),
          send(),
        ),
      'upload-unreadable',
    ],
    ['fields nested without end', () => send().field(`a${'[b]'.repeat(30)}`, 'x'), 'upload-unreadable'],
    ['a list with a million gaps', () => send().field('a[1000000]', 'x'), 'upload-unreadable'],
  ])('%s is refused', async (_what, form, code) => {
    expect((await form()).body).toMatchObject({ faults: [{ code }] })
    expect(incoming()).toEqual([])
  })

  test('a sender who hangs up half-way leaves nothing behind', async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.write(
      `POST /evidence HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\nContent-Type: multipart/form-data; boundary=cut\r\n\r\n` +
        `--cut\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n${'%PDF'.repeat(5000)}`,
    )
    await until(() => incoming().length === 1)
    socket.destroy()
    await until(() => incoming().length === 0)
    expect(await rows()).toEqual([])
  })
})

describe('a form without JavaScript', () => {
  test('hands the page the ids of what was taken in', async () => {
    const { body } = await apply()
      .attach('proof', await pdf(), 'Faktura.pdf')
      .attach('proof', await photo(), 'label.png')
    expect(body).toEqual({
      body: {
        company: 'Søllerød Værft ApS',
        proof: [expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)],
      },
      faults: [],
    })
    expect(await rows()).toHaveLength(2)
    expect(incoming()).toEqual([])
  })

  test('keeps what was sent before, when it is shown again', async () => {
    const earlier = '0123456789abcdef'.repeat(2)
    const { body } = await apply().field('proof', earlier).field('proof', 'not an id')
    expect(body).toMatchObject({ body: { proof: [earlier] }, faults: [] })
  })

  test('keeps its other fields and its good file when one is refused', async () => {
    const { body } = await apply()
      .attach('proof', Buffer.from('MZ'), 'x.pdf')
      .attach('proof', await pdf(), 'Faktura.pdf')
    expect(body).toMatchObject({
      body: { company: 'Søllerød Værft ApS', proof: [expect.any(String)] },
      faults: [{ code: 'file-type-refused', path: '/proof' }],
    })
  })

  test('keeps its other fields when a file is too large', async () => {
    const { body } = await apply().attach('proof', Buffer.alloc(16_000_000), 'x.pdf')
    expect(body).toMatchObject({
      body: { company: 'Søllerød Værft ApS', proof: [] },
      faults: [{ code: 'file-too-large', path: '/proof', facts: { limit: 15 } }],
    })
    expect(incoming()).toEqual([])
  })

  test('with no file chosen has no fault of its own', async () => {
    expect((await apply().attach('proof', Buffer.alloc(0), '')).body).toMatchObject({
      body: { proof: [] },
      faults: [],
    })
  })
})

test('mutated bodies are answered, every one, and leave nothing behind', async () => {
  // The whole ten thousand are sent by `npm run bench -- uploads`.
  const mutants = Array.from({ length: 200 }, (_, seed) => mutated(formBody, seed))
  const statuses = new Set<number>()
  for (const body of mutants) {
    const answer = await request(server)
      .post('/evidence')
      .set('Content-Type', `multipart/form-data; boundary=${boundary}`)
      .send(body)
    statuses.add(answer.status)
  }
  expect([...statuses]).toEqual([400])
  expect(incoming()).toEqual([])
})

test('what a killed process left is cleared after an hour', async () => {
  await send()
  writeFileSync(join(folder, 'incoming', 'old'), 'x')
  writeFileSync(join(folder, 'incoming', 'new'), 'x')
  const now = new Date()
  const before = new Date(now.getTime() - 7_200_000)
  utimesSync(join(folder, 'incoming', 'old'), before, before)
  await clearIncoming(join(folder, 'incoming'), now)
  expect(incoming()).toEqual(['new'])
  expect(statSync(join(folder, 'incoming', 'new')).isFile()).toBe(true)
})

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((again) => setTimeout(again, 5))
}
