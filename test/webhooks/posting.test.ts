import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { checkedAddress } from '../../server/webhooks/address.ts'
import { posterFor } from '../../server/webhooks/posting.ts'

test.each([
  ['https://hooks.example.com/in?tenant=7', 'https://hooks.example.com/in?tenant=7'],
  ['http://receiver.internal:8080/in', 'http://receiver.internal:8080/in'],
])('%s can be told', (given, called) => {
  expect(checkedAddress(given, ['receiver.internal:8080'])).toBe(called)
})

test.each([
  'http://hooks.example.com/in',
  'https://user:word@hooks.example.com/in',
  'https://hooks.example.com/in#part',
  'https://localhost/in',
  'https://db.internal/in',
  'https://10.0.0.7/in',
  'https://169.254.169.254/latest/meta-data',
  'https://0x7f000001/in',
  'https://2130706433/in',
  'https://[::1]/in',
  'https://[::ffff:10.0.0.7]/in',
  'ftp://hooks.example.com',
  'javascript:alert(1)',
  'hooks.example.com',
  `https://hooks.example.com/${'x'.repeat(2000)}`,
])('%s is refused', (given) => {
  expect(() => checkedAddress(given, ['receiver.internal:8080'])).toThrow('webhook-address')
})

test.each([
  ['https://127.0.0.1:9/', 'private-address'],
  ['https://169.254.169.254/', 'private-address'],
  ['https://localhost:9/', 'private-address'],
  ['http://hooks.example.com/', 'not-https'],
])('whatever a row says, no call leaves for %s', async (url, failure) => {
  expect(await posterFor({ privateHosts: [] })(url, {}, '{}')).toEqual({ failure })
})

test('a receiver that takes a call and never answers is given up on', async () => {
  const silent = createServer(() => undefined)
  await new Promise<void>((resolve) => {
    silent.listen(0, '127.0.0.1', resolve)
  })
  const { port } = silent.address() as AddressInfo
  const post = posterFor({ privateHosts: ['127.0.0.1'], patience: 50 })
  expect(await post(`http://127.0.0.1:${port}/`, {}, '{}')).toEqual({ failure: 'timeout' })
  silent.closeAllConnections()
  silent.close()
  expect(await post(`http://127.0.0.1:${port}/`, {}, '{}')).toEqual({ failure: 'ECONNREFUSED' })
})
