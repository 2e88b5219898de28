/**
 * Where personal data lies, table by table: how a row is found from its participant, and what erasure does to it. Data, and
 * the same for both ways: what is found is exported, and what is found is erased. A table that points at a claim and is
 * neither here nor in `impersonal` fails a test.
 */

/** Names of what a participant has, as `subjectOf` gathers it. */
export type Owned =
  | 'participants'
  | 'claims'
  | 'references'
  | 'units'
  | 'shipments'
  | 'parcels'
  | 'pickups'
  | 'labels'
  | 'accounts'
  | 'payments'
  | 'vatIds'
  | 'actors'

/**
 * `row`: the row goes. `books`: it stays as it is, because the law wants it kept. Columns: what they hold afterwards, where
 * they held anything; `strip` leaves the shape of a JSON text and takes out of it whatever may be somebody's.
 */
export type Erasing = 'row' | 'books' | Readonly<Record<string, string | null>>

export type Place = {
  readonly table: string
  /** Column, and what it is compared with. */
  readonly by: readonly [column: string, owned: Owned]
  readonly erasing: Erasing
  /** Only rows of claims for which nothing was issued; the others stay with the books. */
  readonly unlessBooked?: 'yes'
}

/** Stands where a company's name stood. */
export const erasedName = '[erased]'

/** Marks a column of which only the shape is left. */
export const strip = 'strip'

export const places: readonly Place[] = [
  {
    table: 'participants',
    by: ['id', 'participants'],
    erasing: {
      name: erasedName,
      street: '',
      postcode: '',
      city: '',
      contact_name: '',
      email: '',
      phone: null,
      vat_id: null,
      registration_number: null,
    },
  },
  { table: 'claims', by: ['id', 'claims'], erasing: { application: strip } },
  // Sealed; destroying the key is what erases them. Of the number nothing is left to compare others with either.
  {
    table: 'bank_accounts',
    by: ['participant_id', 'participants'],
    erasing: { holder: '', iban: '', iban_country: '', iban_valid: 'no', iban_mark: '' },
  },
  { table: 'account_confirmations', by: ['account_id', 'accounts'], erasing: { reason: '' } },
  { table: 'consents', by: ['claim_reference', 'references'], erasing: { name: '' } },
  { table: 'entry_notes', by: ['claim', 'references'], erasing: 'row' },
  { table: 'decisions', by: ['claim_id', 'claims'], erasing: { findings: strip } },
  {
    table: 'mails',
    by: ['claim_reference', 'references'],
    erasing: {
      recipient_name: '',
      recipient_address: '',
      facts: '{}',
      subject: null,
      text: null,
      html: null,
    },
  },
  { table: 'participant_codes', by: ['claim_reference', 'references'], erasing: 'row' },
  { table: 'participant_sessions', by: ['claim_reference', 'references'], erasing: 'row' },
  { table: 'idempotency_keys', by: ['actor', 'actors'], erasing: 'row' },
  {
    table: 'pickups',
    by: ['id', 'pickups'],
    erasing: { contact_name: null, contact_phone: null, access_notes: null },
  },
  {
    table: 'pickup_attempts',
    by: ['pickup_id', 'pickups'],
    erasing: { note: null, signed_by: null, signature: null },
  },
  { table: 'label_signatures', by: ['label_id', 'labels'], erasing: { name: '', strokes: '[]' } },
  { table: 'carrier_cases', by: ['parcel_id', 'parcels'], erasing: { note: null } },
  { table: 'audits', by: ['unit_id', 'units'], erasing: { finding: strip } },
  { table: 'erasure_reports', by: ['unit_id', 'units'], erasing: { name: '', content: '' } },
  { table: 'offer_answers', by: ['unit_id', 'units'], erasing: { answered_from: '', words: null } },
  {
    table: 'proposals',
    by: ['claim_reference', 'references'],
    erasing: { content: strip },
    unlessBooked: 'yes',
  },
  {
    table: 'proposals',
    by: ['claim_reference', 'references'],
    erasing: { answered_from: '', dispute: '' },
  },
  {
    table: 'self_billing_agreements',
    by: ['participant_id', 'participants'],
    erasing: { signed_by: '' },
    unlessBooked: 'yes',
  },
  { table: 'vat_checks', by: ['vat_id', 'vatIds'], erasing: 'row', unlessBooked: 'yes' },
  { table: 'invoices', by: ['claim_reference', 'references'], erasing: 'books' },
  { table: 'charge_invoices', by: ['claim_reference', 'references'], erasing: 'books' },
  { table: 'payments', by: ['claim_reference', 'references'], erasing: 'books' },
  // What the bank wrote beside a movement: a voucher.
  { table: 'bank_bookings', by: ['reference', 'payments'], erasing: 'books' },
  { table: 'suspense_matches', by: ['payment', 'payments'], erasing: { reason: '' } },
  { table: 'charges', by: ['claim_reference', 'references'], erasing: { reason: '', waived_reason: '' } },
  {
    table: 'recoveries',
    by: ['claim_reference', 'references'],
    erasing: { write_off_reason: '', set_off_words: '' },
  },
  {
    table: 'payment_holds',
    by: ['claim_reference', 'references'],
    erasing: { reason: '', lifted_reason: '' },
  },
  { table: 'retention_holds', by: ['claim_reference', 'references'], erasing: { reason: '' } },
  { table: 'unidentified', by: ['matched_reference', 'references'], erasing: { note: null } },
]

/** Tables that point at a claim, a unit, a parcel or a participant and say nothing of anybody. */
export const impersonal: readonly string[] = [
  'cap_uses',
  'carrier_events',
  'carrier_orders',
  'claim_keys',
  'clock_extensions',
  'clock_reminders',
  'clock_waits',
  'clocks',
  'data_keys',
  'documents',
  'erasures',
  'evidence_files',
  'first_decisions',
  'goods_orders',
  'invoice_objections',
  'journal',
  'label_batch_items',
  'label_files',
  'label_prints',
  'label_tries',
  'labels',
  'cage_parcels',
  'offer_reminders',
  'offers',
  'parcel_marks',
  'parcel_tracking',
  'parcels',
  'payables',
  'payment_returns',
  'photo_links',
  'pickup_warnings',
  'postings',
  'programme_replay_changes',
  'retention_dues',
  'scans',
  'shipments',
  'task_items',
  'units',
]
