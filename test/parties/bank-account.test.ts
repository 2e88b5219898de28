import { maskedIban, readBankAccount } from '../../server/parties/bank-account.ts'

test.each(['DK50 0040 0440 1162 43', 'dk5000400440116243', '0040 0440116243', '0040-440116243'])(
  '%s is a Danish account',
  (iban) => {
    expect(readBankAccount({ holder: ' Søn A/S ', iban }, 'DK')).toEqual({
      holder: 'Søn A/S',
      iban: 'DK5000400440116243',
    })
  },
)

test.each([
  ['DK5100400440116243', 'iban-invalid'],
  ['', 'iban-invalid'],
  ['Dankort', 'iban-invalid'],
  ['DE89 3704 0044 0532 0130 00', 'iban-other-country'],
])('%s is refused in Denmark: %s (R46)', (iban, code) => {
  expect(() => readBankAccount({ holder: 'Søn A/S', iban }, 'DK')).toThrow(
    expect.objectContaining({ faults: [expect.objectContaining({ code, path: '/bankAccount/iban' })] }),
  )
})

test('only the ends of an account are shown', () => {
  expect(maskedIban('DK5000400440116243')).toBe('DK50 •••• •••• ••62 43')
})
