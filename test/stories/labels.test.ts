/** The life of a label over HTTP: printed, signed on the glass, printed again, replaced, used; and each file drawn once. */
import { sealOf } from '../../server/documents/sign.ts'
import { expireLabels } from '../../server/shipping/label-ending.ts'
import { printLabel } from '../../server/shipping/label-printing.ts'
import { labelsOf, printsOf, signatureOf } from '../../server/shipping/label-store.ts'
import { Temporal } from 'temporal-polyfill'
import { expected } from '../../scripts/walk/caller.ts'
import { cookieOf, type Participant } from '../../scripts/walk/people.ts'
import { pagesOf, textOn } from '../shipping/paper.ts'
import { openWorld, type World } from './world.ts'

let world: World
let participant: Participant
let page: string
let cookie: { Cookie: string }

beforeEach(async () => {
  world = await openWorld({ today: '2026-03-02' })
  const { desk, appliesWell } = world.people
  participant = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber: 'L-1' })
  expected(await desk.post(`/claims/${participant.reference}/approval`, {}), 201)
  page = `${world.url}${new URL(participant.link).pathname}/label`
  cookie = await cookieOf(world, participant)
})

afterEach(() => world.close())

const send = (path: string, fields: Record<string, string>): Promise<Response> =>
  fetch(`${page}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
    headers: cookie,
  })

const look = (path = ''): Promise<Response> => fetch(`${page}${path}`, { headers: cookie })

const fileAt = async (answer: Response): Promise<Buffer> => {
  expect(answer.status).toBe(303)
  const file = await fetch(new URL(answer.headers.get('Location') ?? '', world.url), { headers: cookie })
  return Buffer.from(await file.arrayBuffer())
}

const states = async (): Promise<string[]> =>
  (await labelsOf(world.context.db, participant.reference)).map(({ state }) => state)

test('printed, signed on screen, printed again with a reason, replaced, used', async () => {
  const { db } = world.context
  expect(await states()).toEqual(['issued'])
  expect(await (await look()).text()).toContain('Get the label')

  const first = await fileAt(await send('/prints', { form: 'A6' }))
  expect(sealOf(first).state).toBe('sealed')
  expect(await states()).toEqual(['printed'])
  expect((await send('/prints', { form: 'A6' })).status).toBe(422)
  const again = await fileAt(await send('/prints', { form: 'A6', reason: 'printer-failed' }))
  expect(again.equals(first)).toBe(true)

  const strokes = JSON.stringify([
    [
      [100, 200],
      [800, 900],
    ],
  ])
  expect((await send('/signature', { name: 'Åse Jørgensen', strokes: '[[5]]' })).status).toBe(422)
  expect((await send('/signature', { name: 'Åse Jørgensen', strokes })).status).toBe(303)
  expect((await send('/signature', { name: 'Another' })).status).toBe(409)
  const [label] = await labelsOf(db, participant.reference)
  const signature = await signatureOf(db, label?.id ?? 0)
  expect(signature).toMatchObject({ name: 'Åse Jørgensen', signedOn: '2026-03-02' })
  expect(signature?.labelSha256).toMatch(/^[0-9a-f]{64}$/)
  const signed = await fileAt(await send('/prints', { form: 'A6', reason: 'other-size' }))
  expect(await textOn(signed)).toContain('Åse Jørgensen')
  expect((await look('/preview')).headers.get('Content-Type')).toBe('image/png')
  expect((await fileAt(await send('/prints', { form: 'zpl', reason: 'other-size' }))).toString()).toContain(
    '^XA',
  )
  expect(await printsOf(db, label?.id ?? 0)).toHaveLength(4)

  const { desk } = world.people
  const { reference } = participant
  expected(await desk.post(`/claims/${reference}/labels`, { reason: 'label-lost' }), 201)
  expect(await states()).toEqual(['replaced', 'issued'])
  const [shipment] = expected<{ parcels: { sscc: string }[] }[]>(
    await participant.get(`/claims/${reference}/shipments`),
    200,
  )
  expected(await desk.post('/scans', { scanned: shipment?.parcels[0]?.sscc ?? '' }), 201)
  expect(await states()).toEqual(['replaced', 'used'])
  expect((await send('/prints', { form: 'A4' })).status).toBe(409)
  expect(await (await look()).text()).toContain('used up')
})

test('two prints at once are one document and one file', async () => {
  const { context } = world
  const by = { kind: 'system', part: 'shipping' } as const
  const prints = await Promise.all(
    Array.from({ length: 6 }, () =>
      printLabel(context, participant.reference, { form: '4x6in', reason: 'other-size', by }),
    ),
  )
  expect(new Set(prints).size).toBe(1)
  const files = await Promise.all(
    prints.map((id) => world.people.desk.get(`/claims/${participant.reference}/documents/${id}`)),
  )
  expect(new Set(files.map(({ bytes }) => bytes.toString('latin1'))).size).toBe(1)
})

test('a label ends with its claim, or with its day', async () => {
  const { db, clock } = world.context
  expect(await expireLabels(db, Temporal.PlainDate.from('2026-05-31'), clock.now())).toBe(0)
  expect(await expireLabels(db, Temporal.PlainDate.from('2026-06-01'), clock.now())).toBe(1)
  expect(await states()).toEqual(['expired'])
  expected(await world.people.desk.post(`/claims/${participant.reference}/withdrawal`, {}), 201)
  expect(await states()).toEqual(['void'])
})

test('labels of many claims are one file, ready when the worker has drawn them', async () => {
  const { desk, appliesWell } = world.people
  const other = await appliesWell({ boughtOn: '2026-02-11', invoiceNumber: 'L-2' })
  expected(await desk.post(`/claims/${other.reference}/approval`, {}), 201)
  const references = [participant.reference, other.reference]
  type Batch = { id: number; state: string }
  const [pdf, zip] = await Promise.all(
    ['pdf', 'zip'].map(async (shape) =>
      expected<Batch>(await desk.post('/label-batches', { references, shape }), 201),
    ),
  )
  expect([pdf?.state, zip?.state]).toEqual(['waiting', 'waiting'])
  expect((await desk.get(`/label-batches/${pdf?.id}/file`)).status).toBe(409)
  await world.work()
  const [merged, archive] = await Promise.all(
    [pdf, zip].map(async (batch) => {
      const now = expected(await desk.get(`/label-batches/${batch?.id}`), 200)
      expect(now).toMatchObject({ state: 'ready', done: 2, total: 2 })
      return (await desk.get(`/label-batches/${batch?.id}/file`)).bytes
    }),
  )
  expect(await pagesOf(merged ?? Buffer.of())).toBe(2)
  expect(sealOf(merged ?? Buffer.of()).state).toBe('sealed')
  // Each name stands in an archive twice: before its file and in the directory at the end.
  expect(archive?.toString('latin1').match(/label-TI-[\w-]+-a6\.pdf/g)).toHaveLength(4)
  expect(await states()).toEqual(['printed'])
  expect((await desk.post('/label-batches', { references: [] })).status).toBe(422)
})
