import { errorFacts, openLog, secretFields } from '../../server/web/log.ts'

/** Everything that a log to memory has written. */
function written(use: (log: ReturnType<typeof openLog>) => void): string {
  const lines: string[] = []
  use(openLog('info', { write: (line: string) => lines.push(line) }))
  return lines.join('')
}

test.each([...secretFields])('%s is hidden, wherever it stands', (field) => {
  const secret = 'DK5000400440116243'
  const text = written((log) => {
    log.info({ [field]: secret }, 'one')
    log.info({ claim: { [field]: secret } }, 'two')
    log.info({ claim: { participant: { [field]: secret } } }, 'three')
  })
  expect(text).not.toContain(secret)
  expect(text).toContain('three')
})

test('a database’s error is told without the values of its statement', () => {
  const error = Object.assign(
    new Error(
      "insert into `staff` (`email`) values ('anna@firm.example') - UNIQUE constraint failed: staff.email",
    ),
    { code: 'SQLITE_CONSTRAINT', detail: 'Key (email)=(anna@firm.example) already exists.' },
  )
  expect(errorFacts(error)).toMatchObject({
    code: 'SQLITE_CONSTRAINT',
    message: 'UNIQUE constraint failed: staff.email',
  })
  expect(written((log) => log.error({ err: error }, 'failed'))).not.toContain('anna')
})

test('an answer that does not fit its schema is told without the answer', () => {
  const error = Object.assign(new Error('[{"input":"anna@firm.example"}]'), { name: 'ZodError' })
  expect(written((log) => log.error({ err: error }, 'failed'))).not.toContain('anna')
})

test('a plain error keeps its words, its place and its cause', () => {
  const error = new Error('no programme', { cause: new TypeError('not a list') })
  expect(errorFacts(error)).toMatchObject({
    name: 'Error',
    message: 'no programme',
    places: expect.arrayContaining([expect.stringContaining('log.test')]) as unknown,
    cause: { name: 'TypeError', message: 'not a list' },
  })
})

test('what was thrown without being an error is told by its type only', () => {
  expect(errorFacts('anna@firm.example')).toEqual({ name: 'string' })
})
