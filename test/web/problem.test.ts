import { Refusal, refuse } from '../../server/base/refusal.ts'
import { locales, openTexts } from '../../server/texts/texts.ts'
import { bugProblem, problemOf, statusOf } from '../../server/web/problem.ts'
import { refusalOf } from '../../server/web/refusal-of.ts'

const texts = openTexts('templates/locales')

test.each([
  ['malformed', 400],
  ['unauthenticated', 401],
  ['forbidden', 403],
  ['not-found', 404],
  ['conflict', 409],
  ['too-large', 413],
  ['unsupported', 415],
  ['invalid', 422],
  ['misused', 422],
  ['too-many', 429],
  ['unavailable', 503],
] as const)('%s is HTTP %i and has a title in every language', (kind, status) => {
  const refusal = refuse(kind, 'not-found')
  expect(statusOf(refusal)).toBe(status)
  for (const locale of locales) expect(problemOf(refusal, texts(locale)).title).not.toBe('')
})

test('a single fault that concerns the whole gives the document its code', () => {
  expect(problemOf(refuse('misused', 'idempotency-key-reused'), texts('en'))).toEqual({
    type: '/problems/idempotency-key-reused',
    title: 'This key was used for something else',
    status: 422,
    detail: 'This Idempotency-Key was sent before with another request. Use a new key for each new request.',
    code: 'idempotency-key-reused',
    errors: [
      {
        code: 'idempotency-key-reused',
        pointer: '',
        detail:
          'This Idempotency-Key was sent before with another request. Use a new key for each new request.',
      },
    ],
  })
})

test('faults of fields are listed, each with its place and its text, in the language asked for', () => {
  const refusal = new Refusal('invalid', [
    { code: 'missing-field', path: '/units/0/product/serial' },
    { code: 'too-long', path: '/participant/company', facts: { maximum: 100 } },
  ])
  expect(problemOf(refusal, texts('da'))).toMatchObject({
    code: 'invalid',
    status: 422,
    detail: '2 felter skal rettes. Se listen over fejl.',
    errors: [
      { code: 'missing-field', pointer: '/units/0/product/serial', detail: 'Feltet mangler. Udfyld det.' },
      {
        code: 'too-long',
        pointer: '/participant/company',
        detail: 'Teksten er for lang. Brug højst 100 tegn.',
      },
    ],
  })
})

test('one wrong field still makes the code `invalid`, so that a client can rely on it', () => {
  expect(problemOf(refuse('invalid', 'missing-field', {}, '/serial'), texts('en'))).toMatchObject({
    code: 'invalid',
    detail: 'One field needs correcting. See the list of errors.',
  })
})

test('a method that an address does not take is 405', () => {
  expect(statusOf(refuse('unsupported', 'method-not-allowed', { allowed: 'GET' }))).toBe(405)
})

test('a bug tells its id and nothing else', () => {
  expect(JSON.stringify(bugProblem(texts('en'), 'a-b-c'))).toContain('quote a-b-c')
})

test.each([
  [{ type: 'entity.parse.failed', status: 400 }, 'malformed'],
  [{ type: 'entity.too.large', status: 413 }, 'too-large'],
  [{ type: 'charset.unsupported', status: 415 }, 'unsupported'],
  [{ type: 'request.aborted', status: 400 }, 'malformed'],
  [{ status: 400 }, 'malformed'],
])('the body parser’s %j is %s', (marks, kind) => {
  expect(refusalOf(Object.assign(new Error('…'), marks))?.kind).toBe(kind)
})

test.each([new Error('…'), new TypeError('…'), 'thrown text', undefined])(
  '%p is a bug, no refusal',
  (error) => {
    expect(refusalOf(error)).toBeUndefined()
  },
)

test.each([
  ['en', '2026-12-03', '3 December 2026'],
  ['da', '2026-12-03', '3. december 2026'],
  ['en', '2026-02-31', '2026-02-31'],
] as const)('in %s a day %s among the facts is said as %s', (locale, date, said) => {
  const facts = { date, from: '12:00', to: '16:00' }
  expect(problemOf(refuse('conflict', 'slot-taken', facts), texts(locale)).detail).toContain(` ${said}`)
})
