import { draftToken, linkToken, opensClaim, opensDraft } from '../../server/claims/link.ts'

const secret = 'the secret of this house'
const reference = 'TI-TBJW-7T53'

test('a token is 128 bits, follows from secret and reference, and opens its claim', () => {
  const token = linkToken(secret, reference)
  expect(token).toMatch(/^[\w-]{22}$/)
  expect(linkToken(secret, reference)).toBe(token)
  expect(opensClaim(secret, reference, token)).toBe(true)
})

test.each([
  ['another claim', linkToken(secret, 'TI-GMYT-RTY9')],
  ['another house', linkToken('another secret', reference)],
  ['a draft of the same name', draftToken(secret, reference)],
  ['nothing', ''],
  ['a part of it', linkToken(secret, reference).slice(0, 21)],
  ['more than it', `${linkToken(secret, reference)}A`],
])('the token of %s does not open it', (_whose, token) => {
  expect(opensClaim(secret, reference, token)).toBe(false)
})

test('a draft opens by its own token only', () => {
  expect(opensDraft(secret, 'd1', draftToken(secret, 'd1'))).toBe(true)
  expect(opensDraft(secret, 'd1', linkToken(secret, 'd1'))).toBe(false)
})
