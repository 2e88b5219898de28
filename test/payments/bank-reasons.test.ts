import { codeIn, sideOf } from '../../server/payments/bank-reasons.ts'

test.each([
  ['AC04 Konto lukket', 'AC04'],
  ['DUPL', 'DUPL'],
  ['Kontoen er lukket', 'NARR'],
  ['', 'NARR'],
  [undefined, 'NARR'],
])('the code in "%s" is %s', (reason, code) => {
  expect(codeIn(reason)).toBe(code)
})

test.each([
  ['AC01', 'account'],
  ['AC04', 'account'],
  ['NARR', 'account'],
  ['AM04', 'payer'],
  ['FOCR', 'payer'],
])('%s lies with the %s (R94, B3)', (code, side) => {
  expect(sideOf(code)).toBe(side)
})
