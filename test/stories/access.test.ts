/** A link alone shows how far a claim is; a code from the participant's own mailbox shows the rest and answers. */
import { createHash } from 'node:crypto'
import { backhaulAt, Refused } from '../../client/backhaul.ts'
import { callerAt, expected } from '../../scripts/walk/caller.ts'
import { pageOf, type Participant } from '../../scripts/walk/people.ts'
import { openWorld, type World } from './world.ts'

let world: World
let participant: Participant

beforeAll(async () => {
  world = await openWorld({ today: '2026-03-02' })
  participant = await world.people.appliesWell({ boughtOn: '2026-02-10', invoiceNumber: 'AC-1' })
})
afterAll(() => world.close())

const linkToken = () => participant.link.split('/').at(-1) ?? ''
const byLink = () => callerAt(world.url, `${participant.reference}.${linkToken()}`)
const typed = (code: string) => byLink().post(`/claims/${participant.reference}/sessions`, { code })
const asked = () => byLink().post(`/claims/${participant.reference}/codes`, {})
const codes = ({ body }: { body: unknown }) =>
  (body as { errors: { code: string }[] }).errors.map(({ code }) => code)

test('what a mail scanner sees is nobody’s: no name, no amount, no paper', async () => {
  const page = await fetch(`${world.url}${new URL(participant.link).pathname}`)
  const html = await page.text()
  expect(page.status).toBe(200)
  expect(html).toContain(participant.reference)
  for (const personal of ['Asta', 'Jørgensen', 'Precision', 'ThinkStation', 'DK50', '/documents/'])
    expect(html).not.toContain(personal)
})

test('a link alone reads nothing personal and answers nothing', async () => {
  const { reference } = participant
  for (const path of [`/claims/${reference}`, `/claims/${reference}/proposal`])
    expect(codes(await byLink().get(path))).toEqual(['code-required'])
  const answers = await byLink().post(`/claims/${reference}/acceptance`, { version: 1, contentHash: 'x' })
  expect(answers.status).toBe(401)
  const page = `${world.url}${new URL(participant.link).pathname}`
  const post = await fetch(`${page}/acceptance`, { method: 'POST', redirect: 'manual' })
  expect([post.status, post.headers.get('Location')]).toEqual([303, `${new URL(page).pathname}/code`])
})

test('the code opens the page in this browser, and this claim alone', async () => {
  expect(await pageOf(world, participant)).toContain('/documents/1')
  const other = await world.people.appliesWell({
    boughtOn: '2026-02-11',
    invoiceNumber: 'AC-2',
  })
  expect((await participant.get(`/claims/${other.reference}`)).status).toBe(404)
})

test('a code counts once, for five tries, for ten minutes, and the newest alone', async () => {
  expected(await asked(), 204)
  const first = await world.codeFor(participant.reference)
  expected(await asked(), 204)
  const code = await world.codeFor(participant.reference)
  // Once in a million both are the same.
  expect(first === code ? ['code-wrong'] : codes(await typed(first))).toEqual(['code-wrong'])
  expected(await typed(`${code.slice(0, 3)} ${code.slice(3)}`), 201)
  expect(codes(await typed(code))).toEqual(['code-over'])

  expected(await asked(), 204)
  const right = await world.codeFor(participant.reference)
  const wrong = right === '000000' ? '000001' : '000000'
  const tries = await Promise.all([1, 2, 3, 4, 5].map(() => typed(wrong)))
  expect(tries.flatMap(codes).toSorted()).toEqual(
    [...Array<string>(4).fill('code-wrong'), 'code-over'].toSorted(),
  )
  expect(codes(await typed(right))).toEqual(['code-over'])

  expected(await asked(), 204)
  const late = await world.codeFor(participant.reference)
  world.setClock('2026-03-02T09:20:01Z')
  expect(codes(await typed(late))).toEqual(['code-over'])
})

test('a program asks by the typed client with a key of its own, and is refused what its key does not name', async () => {
  const { url, password } = world
  const { token } = await backhaulAt(url)('POST /sessions', {
    input: { email: 'admin@backhaul.example', password },
  })
  const { key } = await backhaulAt(url, { token })('POST /api-keys', {
    input: { name: 'Watches the machine', moves: ['see-jobs'] },
  })
  const ask = backhaulAt(url, { token: key, language: 'de' })
  expect(await ask('GET /jobs')).toMatchObject({ dead: 0, jobs: [] })
  const refused = ask('GET /claims', { query: { state: 'submitted' } })
  await expect(refused).rejects.toThrow(Refused)
  await expect(refused).rejects.toMatchObject({ problem: { status: 403, code: 'not-permitted' } })
})

test('anybody may ask whether a paper is ours, byte for byte', async () => {
  const { bytes } = await participant.get(`/claims/${participant.reference}/documents/1`)
  const asks = async (file: Buffer, sha256 = ''): Promise<string> => {
    const body = new FormData()
    body.append('sha256', sha256)
    body.append('file', new Blob([new Uint8Array(file)]), 'paper.pdf')
    return (await fetch(`${world.url}/proof?lang=en`, { method: 'POST', body })).text()
  }
  expect(await asks(bytes)).toContain('This file is ours')
  expect(await asks(Buffer.concat([bytes, Buffer.from(' ')]))).toContain('not one that we made')
  const none = Buffer.alloc(0)
  expect(await asks(none)).toContain('No file was sent')
  const hash = createHash('sha256').update(bytes).digest('hex')
  expect(await asks(none, ` ${hash.toUpperCase()} `)).toContain('This file is ours')
  expect(
    await asks(
      none,
      hash.replace(/./, (digit) => (digit === '0' ? '1' : '0')),
    ),
  ).toContain('not one that we made')
  expect(await asks(none, hash.slice(1))).toContain('This is no SHA-256')
  await world.work()
  const kept = (await (await fetch(`${world.url}/.well-known/backhaul-journal.json`)).json()) as {
    heads: object[]
  }
  expect(kept.heads).toHaveLength(1)
})

const tooEarly = async (path: string, body: string) => {
  const { pathname } = new URL(participant.link)
  const answer = await fetch(`${world.url}${pathname}/${path}?lang=en`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body,
  })
  return { status: answer.status, wait: answer.headers.get('Retry-After'), html: await answer.text() }
}

test('who asks for codes again and again has to wait, and longer each time; no more than twelve a day', async () => {
  world.setClock('2026-03-04T09:00:00Z')
  for (let count = 0; count < 5; count += 1) expected(await asked(), 204)
  const early = await asked()
  expect([early.status, codes(early)]).toEqual([429, ['code-asking-blocked']])
  const page = await tooEarly('codes', '')
  expect(page).toMatchObject({ status: 429, wait: '30' })
  expect(page.html).toContain('wait 30 seconds')
  for (let count = 1; count <= 7; count += 1) {
    world.setClock(`2026-03-04T${String(9 + count).padStart(2, '0')}:00:00Z`)
    expected(await asked(), 204)
  }
  world.setClock('2026-03-04T17:00:00Z')
  const refused = await asked()
  expect([refused.status, codes(refused)]).toEqual([429, ['codes-too-many']])
})

test('who guesses codes has to wait after ten, whichever code counts', async () => {
  world.setClock('2026-03-06T09:00:00Z')
  for (let count = 0; count < 10; count += 1) expect((await typed('000000')).status).toBe(401)
  const early = await typed('000000')
  expect([early.status, codes(early)]).toEqual([429, ['code-tries-blocked']])
  const page = await tooEarly('sessions', 'code=000000')
  expect(page).toMatchObject({ status: 429, wait: '30' })
  expect(page.html).toContain('Wait 30 seconds')
  world.setClock('2026-03-06T09:00:30Z')
  expect((await typed('000000')).status).toBe(401)
})
