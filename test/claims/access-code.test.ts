import { codeHash, drawCode, isSameHash, spelledCode } from '../../server/claims/access-code.ts'

test('a code is six digits, and leading zeros stay', () => {
  for (let count = 0; count < 2000; count += 1) expect(drawCode()).toMatch(/^\d{6}$/)
})

test.each(['048 213', ' 048213 ', '048-213', '048.213'])('"%s" is the code as people copy it', (typed) => {
  expect(spelledCode(typed)).toBe('048213')
})

test('what is kept of a code holds for one house, one claim and one code alone', () => {
  const kept = codeHash('secret', 'TI-7K3M-92QF', '048213')
  expect(isSameHash(kept, codeHash('secret', 'TI-7K3M-92QF', '048213'))).toBe(true)
  expect(isSameHash(kept, codeHash('other', 'TI-7K3M-92QF', '048213'))).toBe(false)
  expect(isSameHash(kept, codeHash('secret', 'TI-7K3M-92QG', '048213'))).toBe(false)
  expect(isSameHash(kept, codeHash('secret', 'TI-7K3M-92QF', '048214'))).toBe(false)
  expect(isSameHash(kept, '')).toBe(false)
})
