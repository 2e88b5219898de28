/** The register over HTTP: what it may say, and everything else that a network can do. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openVies, type VatRegister } from '../../server/parties/vies.ts'

const good = { countryCode: 'DK', vatNumber: '13585628', requestDate: '2026-11-22T09:00:00Z' }
const answers: Record<string, { status?: number; body: string; location?: string; slow?: boolean }> = {
  valid: {
    body: JSON.stringify({ ...good, valid: true, requestIdentifier: 'WAPI1', name: 'Jørgensen & Søn' }),
  },
  invalid: { body: JSON.stringify({ ...good, valid: false }) },
  another: { body: JSON.stringify({ ...good, vatNumber: '10150817', valid: true }) },
  busy: {
    body: JSON.stringify({ actionSucceed: false, errorWrappers: [{ error: 'MS_MAX_CONCURRENT_REQ' }] }),
  },
  down: { status: 503, body: '<html>' },
  odd: { status: 500, body: '{"valid":"perhaps"}' },
  moved: { status: 302, body: '', location: 'http://127.0.0.1:1/' },
  long: { body: `"${'x'.repeat(70_000)}"` },
  slow: { body: '{}', slow: true },
}

let server: Server
let registerSaying: (what: string) => VatRegister
beforeAll(async () => {
  server = createServer((request, response) => {
    const { status = 200, body, location, slow } = answers[request.url?.split('/')[1] ?? ''] ?? { body: '' }
    response.writeHead(status, location ? { Location: location } : {})
    if (!slow) response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  registerSaying = (what) =>
    openVies(`http://127.0.0.1:${port}/${what}`, { privateHosts: ['127.0.0.1'], waits: 1500 })
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

test.each([
  ['valid', 'valid', 'WAPI1'],
  ['invalid', 'invalid', '"valid":false'],
  ['another', 'pending', 'HTTP 200'],
  ['busy', 'pending', 'MS_MAX_CONCURRENT_REQ'],
  ['down', 'pending', 'HTTP 503'],
  ['odd', 'pending', 'HTTP 500'],
  ['moved', 'pending', 'HTTP 302'],
  ['long', 'pending', 'answer-too-large'],
  ['slow', 'pending', 'timeout'],
])('a register that is %s leaves the number %s', async (what, answer, evidence) => {
  const given = await registerSaying(what)('DK13585628')
  expect(given.answer).toBe(answer)
  expect(given.evidence).toContain(evidence)
})

test('nobody there is no answer either', async () => {
  const nobody = openVies('http://127.0.0.1:1', { privateHosts: ['127.0.0.1'] })
  expect(await nobody('DK13585628')).toMatchObject({ answer: 'pending', evidence: 'VIES: ECONNREFUSED' })
})

test('nothing is asked at a private address that is not named for it', async () => {
  const inside = openVies('http://127.0.0.1:1', { privateHosts: [] })
  expect(await inside('DK13585628')).toEqual({ answer: 'pending', evidence: 'VIES: private-address' })
})
