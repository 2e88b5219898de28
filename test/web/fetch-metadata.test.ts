import { isForeign } from '../../server/web/fetch-metadata.ts'

const post = { method: 'POST', site: undefined, origin: undefined, hosts: ['backhaul.example'] }

test.each([
  ['our own form', { site: 'same-origin' }, false],
  ['our own form under a policy that hides its origin', { site: 'same-origin', origin: 'null' }, false],
  ['a form sent again by reloading', { site: 'none' }, false],
  ['another website', { site: 'cross-site' }, true],
  ['another website that asks for nothing but to look', { site: 'cross-site', method: 'GET' }, false],
  ['a neighbour under the same domain', { site: 'same-site' }, true],
  ['a word no browser says', { site: 'trust-me' }, true],
  ['a delete from elsewhere', { site: 'cross-site', method: 'DELETE' }, true],
  ['a program', {}, false],
  ['our form over plain http', { origin: 'http://backhaul.example' }, false],
  ['our form on a port', { origin: 'http://localhost:3000', hosts: ['localhost:3000'] }, false],
  ['another port of the same machine', { origin: 'http://localhost:4000', hosts: ['localhost:3000'] }, true],
  [
    'our form behind a proxy',
    { origin: 'https://trade.example', hosts: ['10.0.0.1', 'trade.example'] },
    false,
  ],
  ['another site over plain http', { origin: 'http://elsewhere.example' }, true],
  ['a sandboxed frame', { origin: 'null' }, true],
  ['an origin that is none', { origin: 'backhaul.example' }, true],
  ['a request without a host', { origin: 'null', hosts: [] }, true],
])('%s', (_, said, foreign) => {
  expect(isForeign({ ...post, ...said })).toBe(foreign)
})
