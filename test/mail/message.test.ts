import { contentTypeOf, emlName, permanentFailure } from '../../server/mail/message.ts'

test.each([
  { id: '<TI-7K3M-92QF.0b9c@trade-in.example>', name: 'TI-7K3M-92QF.0b9c@trade-in.example.eml' },
  { id: '<../../etc/passwd@x>', name: '.._.._etc_passwd@x.eml' },
  { id: '<a\r\nb@x>', name: 'a__b@x.eml' },
])('the file of $id is $name', ({ id, name }) => {
  expect(emlName(id)).toBe(name)
})

test.each([
  { given: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n', type: 'text/calendar; charset=utf-8; method=REQUEST' },
  { given: 'BEGIN:VCALENDAR\r\n', type: 'text/calendar; charset=utf-8; method=PUBLISH' },
])('a calendar entry says its method: $type (R34)', ({ given, type }) => {
  expect(contentTypeOf('text/calendar', Buffer.from(given))).toBe(type)
})

test('other attachments keep their type', () => {
  expect(contentTypeOf('application/pdf', Buffer.from('METHOD:REQUEST'))).toBe('application/pdf')
})

test.each([
  { code: 'EENVELOPE', responseCode: 550, failure: 'smtp-550' },
  { code: 'EMESSAGE', responseCode: 554, failure: 'smtp-554' },
  { code: 'EENVELOPE', responseCode: 450, failure: undefined },
  { code: 'EAUTH', responseCode: 535, failure: undefined },
  { code: 'ETIMEDOUT', responseCode: undefined, failure: undefined },
])('$code $responseCode is for good: $failure', ({ code, responseCode, failure }) => {
  expect(permanentFailure(Object.assign(new Error('no'), { code, responseCode }))).toBe(failure)
})

test('what is no error of a server is not for good', () => {
  expect(permanentFailure('550')).toBeUndefined()
  expect(permanentFailure(new Error('550'))).toBeUndefined()
})
