import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express, { Router, type ErrorRequestHandler } from 'express'
import request from 'supertest'
import { Temporal } from 'temporal-polyfill'
import { Refusal } from '../../server/base/refusal.ts'
import type { Database } from '../../server/database.ts'
import { takeIn } from '../../server/evidence/intake.ts'
import { savePages } from '../../server/evidence/reading/store.ts'
import { evidenceOperations } from '../../server/evidence/routes.ts'
import { openVault } from '../../server/evidence/vault.ts'
import { mountOperations } from '../../server/web/mount.ts'
import { openTestDatabase } from '../database.ts'
import { pdf, photo } from './hostile.ts'

let db: Database
let folder: string
let app: express.Express
let send: (content: Buffer, name: string) => Promise<string>

const noon = Temporal.Instant.from('2026-03-02T12:00:00Z')

const statuses: Partial<Record<string, number>> = { 'not-found': 404 }

const answerRefusal: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (!(error instanceof Refusal)) return next(error)
  response.status(statuses[error.kind] ?? 400).end()
}

beforeEach(async () => {
  db = await openTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'evidence-'))
  const vault = openVault(folder)
  const clock = { now: () => noon }
  send = async (content, name) => {
    const upload = {
      read: () => Promise.resolve(content),
      name,
      kind: 'proof-of-purchase',
      by: 'participant:new',
    }
    return (await takeIn({ db, vault, clock }, upload)).id
  }
  const router = Router()
  mountOperations(router, evidenceOperations(vault), {
    db,
    clock,
    identify: () => Promise.resolve({ kind: 'staff', id: 1, roles: ['reviewer'] }),
    authorise: () => undefined,
    isMove: (move) => move === 'read-evidence',
  })
  app = express().use(router).use(answerRefusal)
})

afterEach(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

test('a PDF goes out as it came, to be saved, in a sandbox', async () => {
  const sent = await pdf({ lines: ['Faktura'] })
  const answer = await request(app).get(`/evidence/${await send(sent, 'Faktura æ.pdf')}`)
  expect(answer.headers).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox') as string,
    'content-disposition': expect.stringMatching(/^attachment; .*Faktura%20%C3%A6\.pdf/) as string,
  })
  expect(sent.equals(answer.body as Buffer)).toBe(true)
})

test('a thumbnail is shown in the page; a PDF has none before it is read', async () => {
  const answer = await request(app).get(`/evidence/${await send(await photo(), 'label.jpg')}/thumbnail`)
  expect(answer.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': expect.stringMatching(/^inline/) as string,
  })
  const none = await request(app).get(`/evidence/${await send(await pdf(), 'Faktura.pdf')}/thumbnail`)
  expect(none.status).toBe(404)
})

test('a page is shown once it was drawn', async () => {
  const fileId = await send(await photo(), 'label.jpg')
  expect((await request(app).get(`/evidence/${fileId}/pages/1`)).status).toBe(404)
  const pictureSha256 = await openVault(folder).put(Buffer.from('a picture'))
  await savePages(db, fileId, [{ fileId, page: 1, pictureSha256, text: '', barcodes: [], readAt: noon }])
  expect((await request(app).get(`/evidence/${fileId}/pages/1`)).status).toBe(200)
})

test.each([
  '0'.repeat(32),
  'x',
  '..%2f..%2fetc%2fpasswd',
  `${'0'.repeat(32)}/pages/0`,
  `${'0'.repeat(32)}/pages/1e9`,
])('/evidence/%s is not found', async (path) => {
  expect((await request(app).get(`/evidence/${path}`)).status).toBe(404)
})
