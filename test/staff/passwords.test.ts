import { refuseGuessable, wordsOfTheHouse } from '../../server/staff/guessable.ts'
import { hashPassword, passwordMatches, randomPassword } from '../../server/staff/passwords.ts'

test('a password is kept as argon2id with the parameters OWASP recommends, and its own salt', async () => {
  const [one, other] = await Promise.all([hashPassword('pass phrase'), hashPassword('pass phrase')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(other)
})

test('only the password itself matches', async () => {
  const kept = await hashPassword('Blåbærgrød 2026')
  expect(await passwordMatches(kept, 'Blåbærgrød 2026')).toBe(true)
  expect(await passwordMatches(kept, 'blåbærgrød 2026')).toBe(false)
  expect(await passwordMatches(undefined, 'Blåbærgrød 2026')).toBe(false)
})

test('random passwords differ and can be copied by hand', () => {
  const passwords = Array.from({ length: 100 }, randomPassword)
  expect(new Set(passwords).size).toBe(100)
  expect(passwords.every((password) => /^[\w-]{22}$/.test(password))).toBe(true)
})

const owner = { name: 'Anna Vestergaard', email: 'anna.vestergaard@firm.example' }
const guessable = { kind: 'invalid', faults: [{ code: 'password-guessable', path: '/next' }] }

test.each([
  'password1234',
  'iloveyou1234',
  '123456789012',
  'qwertyuiop12',
  'aaaaaaaaaaaaaaaaaaaa',
  'Anna Vestergaard',
  'firm.example1',
  ...wordsOfTheHouse.map((word) => `${word}2026`),
])('%s is common or of this house or its owner, and refused', async (password) => {
  await expect(refuseGuessable(password, owner)).rejects.toMatchObject(guessable)
})

test.each(['correct horse battery', 'blåbærgrød om natten', randomPassword()])(
  '%s is taken',
  async (password) => expect(refuseGuessable(password, owner)).resolves.toBeUndefined(),
)
