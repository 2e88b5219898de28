import { createHmac } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import {
  provenByKarrio,
  provenWithTime,
  signatureFor,
  type Proof,
  type Sealed,
} from '../../../server/shipping/carriers/signature.ts'

const secret = 'a secret of the contract'
const now = Temporal.Instant.from('2026-03-02T09:00:00Z')
const body = Buffer.from('{"events":[{"id":"æ1"}]}')

const sealed = (headers: Record<string, string>, bytes = body): Sealed => ({
  body: bytes,
  header: (name) => headers[name],
})

describe('a message of our own contract', () => {
  const signed = (at: Temporal.Instant, withSecret = secret): Sealed =>
    sealed({ 'backhaul-signature': signatureFor(body, withSecret, at) })

  test.each<[what: string, message: Sealed, proof: Proof]>([
    ['signed now', signed(now), 'proven'],
    ['signed five minutes ago', signed(now.subtract({ minutes: 5 })), 'proven'],
    ['kept and sent again later', signed(now.subtract({ minutes: 6 })), 'outside-time'],
    ['signed by a clock that is ahead', signed(now.add({ minutes: 6 })), 'outside-time'],
    ['signed with another secret', signed(now, 'another secret'), 'wrong-signature'],
    ['not signed', sealed({}), 'wrong-signature'],
    ['signed in another form', sealed({ 'backhaul-signature': 'v1=00' }), 'wrong-signature'],
    [
      'with a time that was not signed',
      sealed({ 'backhaul-signature': signatureFor(body, secret, now).replace(/t=\d+/, 't=1772442001') }),
      'wrong-signature',
    ],
    [
      'with one byte changed',
      sealed(
        { 'backhaul-signature': signatureFor(body, secret, now) },
        Buffer.from(body.toString().replace('1', '2')),
      ),
      'wrong-signature',
    ],
  ])('%s', (_, message, proof) => {
    expect(provenWithTime(message, secret, now)).toBe(proof)
  })
})

test.each<[what: string, headers: Record<string, string>, proof: Proof]>([
  ['the secret itself', { 'x-event-id': secret }, 'proven'],
  ['another secret', { 'x-event-id': 'guess' }, 'wrong-signature'],
  ['nothing', {}, 'wrong-signature'],
  [
    'a signature',
    { 'x-karrio-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` },
    'proven',
  ],
  [
    'a signature that is wrong, beside the secret',
    { 'x-karrio-signature': 'sha256=00', 'x-event-id': secret },
    'wrong-signature',
  ],
])('a message of karrio with %s', (_, headers, proof) => {
  expect(provenByKarrio(sealed(headers), secret)).toBe(proof)
})
