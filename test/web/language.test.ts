import { chooseLocale } from '../../server/web/language.ts'
import { cookieIn } from '../../server/web/cookies.ts'

test.each([
  [{}, 'en'],
  [{ accepted: 'da-DK,da;q=0.9,en;q=0.8' }, 'da'],
  [{ accepted: 'en;q=0.5, da' }, 'da'],
  [{ accepted: 'ja, pl;q=0.9' }, 'en'],
  [{ accepted: 'nn-NO, no;q=0.9' }, 'nb'],
  [{ accepted: 'zh-Hans-CN' }, 'zh'],
  [{ accepted: 'da;q=0, *' }, 'en'],
  [{ accepted: 'DA' }, 'da'],
  [{ accepted: 'da;q=x' }, 'en'],
  [{ accepted: ',;;q=,'.repeat(10_000) }, 'en'],
  [{ cookie: 'da', accepted: 'en' }, 'da'],
  [{ lang: 'en', cookie: 'da', accepted: 'da' }, 'en'],
  [{ lang: 'xx', cookie: 'da' }, 'da'],
  [{ lang: ['da', 'en'] }, 'en'],
])('%j is answered in %s', (wishes, locale) => {
  expect(chooseLocale(wishes)).toBe(locale)
})

test.each([
  ['lang=da; session=abc', 'session', 'abc'],
  ['xsession=1; session=2', 'session', '2'],
  ['session=a%20b', 'session', 'a b'],
  ['session=%E0', 'session', '%E0'],
  ['session=a=b', 'session', 'a=b'],
  ['', 'session', undefined],
  [undefined, 'session', undefined],
])('in %p the cookie %s is %p', (header, name, value) => {
  expect(cookieIn(header, name)).toBe(value)
})
