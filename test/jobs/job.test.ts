import { refuse } from '../../server/base/refusal.ts'
import { isLastAttempt, maxAttempts, nextAttempt, traceOf } from '../../server/jobs/job.ts'

test('waits grow until the last attempt', () => {
  const waits = Array.from({ length: maxAttempts - 1 }, (_, done) => nextAttempt(done + 1) ?? 0)
  expect(waits).toEqual(waits.toSorted((one, other) => one - other))
  expect(waits.every((seconds) => seconds > 0)).toBe(true)
  expect(nextAttempt(maxAttempts)).toBeUndefined()
})

test.each([
  { attempts: maxAttempts - 1, last: false },
  { attempts: maxAttempts, last: true },
])('attempt $attempts: last $last', ({ attempts, last }) => {
  expect(isLastAttempt({ attempts })).toBe(last)
})

test('a mail server quotes addresses in its messages: only name and codes are kept', () => {
  const error = Object.assign(new Error('550 <anna@firma.example> unknown'), {
    code: 'EENVELOPE',
    responseCode: 550,
  })
  expect(traceOf(error)).toMatch(/^Error EENVELOPE 550/)
  expect(traceOf(error)).not.toContain('anna')
})

test('a code that could be somebody’s name is not kept', () => {
  expect(traceOf(Object.assign(new Error('no'), { code: 'Anna Jensen, Vestergade 1' }))).not.toContain('Anna')
})

test('a refusal is told by its codes', () => {
  expect(traceOf(refuse('conflict', 'already-paid', { reference: 'TI-7K3M-92QF' }))).toMatch(
    /^conflict: already-paid/,
  )
})

test.each([['a text'], [undefined], [{ name: 'Anna' }]])('something that is no error: %p', (thrown) => {
  expect(traceOf(thrown)).toBe(`threw a ${typeof thrown}`)
})

test('the trace names the place in our code', () => {
  const error = new Error('secret')
  error.stack =
    'Error: secret\n    at send (/srv/backhaul/server/mail/mailer.ts:31:9)\n    at /x/node_modules/a.js:1:1'
  expect(traceOf(error)).toBe('Error < mail/mailer.ts:31')
})
