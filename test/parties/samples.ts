/** A company as store tests save it. */
import type { Participant } from '../../server/parties/party.ts'

export const participant: Participant = {
  name: 'Jørgensen & Søn A/S',
  address: { street: 'Østerbrogade 12', postcode: '2100', city: 'København Ø', country: 'DK' },
  contactName: 'Asta Jørgensen',
  email: 'asta@example.dk',
  vatStatus: 'registered',
  vatId: 'DK13585628',
}
