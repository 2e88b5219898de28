import { participantKey, type Party } from '../../server/parties/party.ts'

const address = { street: 'Østerbrogade 12', postcode: '2100', city: 'København Ø', country: 'DK' }
const party = (more: Partial<Party>): Party => ({ name: 'Jørgensen & Søn A/S', address, ...more })

test.each([
  [{ vatId: 'DK13585628' }, 'vat:DK13585628'],
  [{ vatId: 'dk 13 58 56 28' }, 'vat:DK13585628'],
  [{ vatId: '13585628' }, 'vat:DK13585628'],
  [{ registrationNumber: '13 58 56 28' }, 'vat:DK13585628'],
  [{ registrationNumber: 'CVR-17' }, 'registered:DK:CVR17'],
  [{ vatId: '', registrationNumber: '' }, 'name:DK:2100:jørgensensønas'],
  [{ name: 'JØRGENSEN  &  SØN  A/S' }, 'name:DK:2100:jørgensensønas'],
])('%j is one participant over all claims (R15)', (more, key) => {
  expect(participantKey(party(more))).toBe(key)
})
