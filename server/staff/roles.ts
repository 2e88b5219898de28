/**
 * Who may do what: one table from move to those who may make it. Every route and every page names its move here, and
 * what is not in this table nobody may. Says nothing of the state a claim must be in: that is the engine's business.
 */
export const roles = [
  'reviewer',
  'auditor',
  'second-auditor',
  'dispatcher',
  'finance',
  'approver',
  'programme-manager',
  'inspector',
  'admin',
] as const

export type Role = (typeof roles)[number]

/**
 * `visitor`: anybody at all, signed in or not. `link-holder`: whoever has the link of a claim, which mail systems open
 * too. `participant`: the one whose claim it is, proven by a code, and of no other claim.
 */
export type Party =
  | Role
  | 'visitor'
  | 'link-holder'
  | 'participant'
  | 'carrier'
  | 'system'
  /** Whoever has signed in, whatever the roles. */
  | 'staff'
  /** Whose password was right, and who has yet to prove the second factor. */
  | 'half-signed-in'

/** Those who work on claims. The inspector only looks, so stands in rows of looking alone. */
const atClaims = ['reviewer', 'auditor', 'second-auditor', 'dispatcher', 'finance', 'approver'] as const

export const permissions = {
  'look-up': ['visitor'],
  // A link whose token is the proof: a driver's tour, a telephone that sends photos.
  'follow-link': ['visitor'],
  'sign-in': ['visitor'],
  'sign-out': ['staff', 'half-signed-in'],
  'prove-self': ['staff', 'half-signed-in'],
  'see-own-account': ['staff'],
  'change-own-factors': ['staff'],
  'change-own-password': ['staff'],
  'end-own-sessions': ['staff'],

  // The application. Staff enter what came on paper (R57), so applying is open to them as to anybody.
  apply: ['visitor'],
  'upload-evidence': ['visitor'],
  resubmit: ['participant', 'reviewer'],
  withdraw: ['participant', 'reviewer'],

  // A link alone tells how far a claim is, and nothing personal; a code makes its holder the participant.
  'see-progress': ['link-holder', 'participant'],
  'ask-code': ['link-holder', 'participant'],
  'prove-code': ['link-holder', 'participant'],
  // R32: the label alone, by link and postcode, where the programme sends it so.
  'fetch-label': ['link-holder', 'participant'],

  // Looking.
  'see-claim': ['participant', ...atClaims, 'inspector'],
  'see-findings': ['reviewer', 'inspector'],
  'list-claims': [...atClaims, 'inspector'],
  // One act on many things: what it was done to is for whoever sees their list.
  'see-task': [...atClaims, 'inspector', 'admin'],
  'read-document': ['participant', ...atClaims, 'inspector'],
  'read-evidence': ['reviewer', 'auditor', 'second-auditor', 'inspector'],
  'read-mail': ['reviewer', 'inspector'],
  'see-shipments': ['dispatcher', 'auditor', 'second-auditor', 'reviewer', 'inspector'],
  'see-audits': ['auditor', 'second-auditor', 'reviewer', 'inspector'],
  // How the floor does, and how far its eyes agree: not for those who are counted.
  'see-floor': ['second-auditor', 'reviewer', 'inspector'],
  'see-payments': ['finance', 'approver', 'inspector'],
  'see-programmes': ['programme-manager', 'reviewer', 'finance', 'approver', 'inspector', 'admin'],
  // Sums over many claims; nobody's own.
  'see-figures': ['programme-manager', 'finance', 'approver', 'inspector'],
  'see-journal': ['inspector', 'approver', 'admin'],

  // Review.
  approve: ['reviewer'],
  ask: ['reviewer'],
  reject: ['reviewer'],
  // What did not arrive is an admin's as well, who sees why.
  'resend-mail': ['reviewer', 'admin'],
  // R50: what was found of a partner in the partner network.
  'check-enrolment': ['reviewer'],
  // R57: what came on paper, by fax or from a camera.
  'enter-on-behalf': ['reviewer'],
  // R23, R4: more days for a clock, and customer service that takes a claim over.
  extend: ['reviewer', 'dispatcher'],
  'set-aside': ['reviewer', 'dispatcher'],
  'take-up': ['reviewer', 'dispatcher'],
  lapse: ['system'],

  // The way home. What happened at the door is the dispatcher's word.
  label: ['system', 'dispatcher', 'reviewer'],
  // R38: what does not suit is moved by its participant in time, by customer service afterwards.
  'book-pickup': ['participant', 'dispatcher', 'reviewer'],
  // R67: a reward that is goods.
  'see-rewards': ['dispatcher', 'finance', 'approver', 'inspector'],
  // What is worth money is let go by finance, as money is, and sent by somebody else.
  'release-goods': ['finance', 'approver'],
  'ship-goods': ['dispatcher'],
  'arrange-pickup': ['dispatcher'],
  // R35: whoever stood at the scales says so.
  're-weigh': ['participant', 'carrier', 'dispatcher', 'reviewer'],
  'hand-over': ['carrier', 'dispatcher'],
  scan: ['carrier', 'dispatcher', 'auditor'],
  // A list of events that a carrier without a connection sends by mail.
  'bring-carrier-events': ['dispatcher'],
  // A carrier's program: the signature of what it sends is the proof, the leave above that of who brings a list.
  'tell-as-carrier': ['visitor'],
  'close-manifest': ['dispatcher'],
  'order-again': ['dispatcher'],
  // R94: what a carrier lost or damaged, and what it pays for it.
  'close-case': ['dispatcher', 'finance'],
  lose: ['carrier', 'dispatcher'],
  damage: ['carrier', 'dispatcher'],
  receive: ['auditor', 'dispatcher'],
  'undo-receipt': ['auditor', 'dispatcher'],
  'see-unidentified': ['auditor', 'second-auditor', 'dispatcher', 'reviewer', 'inspector'],
  shelve: ['auditor', 'dispatcher'],

  // The audit; that an appeal is heard by other eyes is asked where it is recorded (R42).
  inspect: ['auditor', 'second-auditor'],

  // Only the participant binds the participant (R48).
  answer: ['participant'],
  'accept-proposal': ['participant'],
  'refuse-proposal': ['participant'],
  'check-vat-id': ['reviewer', 'finance'],
  'withdraw-agreement': ['participant', 'finance'],
  propose: ['system', 'finance'],
  finalise: ['system', 'finance'],
  // A5: what was issued is never edited. Its owner objects; finance takes back by a credit note.
  object: ['participant'],
  credit: ['finance'],

  // Payment: who makes a run does not release it.
  queue: ['finance'],
  unqueue: ['finance'],
  'create-run': ['finance'],
  'approve-run': ['approver'],
  'export-run': ['finance'],
  pay: ['finance'],
  return: ['finance'],
  'see-bank-account': ['finance'],
  'take-bank-answer': ['finance'],
  'match-booking': ['finance'],
  'confirm-match': ['finance', 'approver'],
  // R30: whoever sees something suspicious stops the money; who lets it go is somebody else.
  'hold-payment': ['reviewer', 'finance', 'approver'],
  'lift-hold': ['finance', 'approver'],
  // What is owed to us (R39, R41, R47): who proposes to write off or to waive does not do it.
  'invoice-charges': ['finance'],
  'propose-waiver': ['finance'],
  'confirm-waiver': ['finance', 'approver'],
  'propose-write-off': ['finance'],
  'confirm-write-off': ['finance', 'approver'],
  'record-consent': ['finance'],
  // O3: who heard the consent does not act on it.
  'set-off': ['finance', 'approver'],
  // P2: asked of the participant by another way than the change came by.
  'confirm-account': ['finance'],
  // R56: late, or after a return. Staff enter what came on paper (R57).
  'give-account': ['participant', 'finance'],

  // GDPR art. 15 and 17: what is held on a participant, given out and erased.
  'export-personal-data': ['admin'],
  'erase-personal-data': ['admin'],
  // How long what is held is kept, and what is kept beyond that: art. 5(1)(e), 17(3)(e).
  'see-retention': ['admin', 'inspector'],
  'hold-data': ['admin'],
  'lift-data-hold': ['admin'],
  // R24: what was agreed to freely is taken back as easily.
  'withdraw-consent': ['participant', 'reviewer'],

  // The house.
  'load-programme': ['programme-manager'],
  // Writing is no loading: what is written decides nothing yet.
  'write-programme': ['programme-manager'],
  // What participants are told, with made-up data.
  'see-mail-samples': ['programme-manager', 'reviewer', 'inspector', 'admin'],
  // Who confirms what an account may do sees what it may do.
  'see-staff': ['admin', 'approver'],
  'see-api-keys': ['admin'],
  'manage-api-keys': ['admin'],
  'manage-staff': ['admin'],
  // For a telephone that is lost; what moved money waits for a second person afterwards.
  'reset-factors': ['admin'],
  // Who else is told what happens to claims; nothing personal goes along.
  'see-webhooks': ['admin', 'inspector'],
  'manage-webhooks': ['admin'],
  // Rights that move money or give rights are given by two.
  'confirm-roles': ['admin', 'approver'],
  // What the machine gave up is tried again by those who keep it running.
  'see-jobs': ['admin', 'inspector'],
  'revive-job': ['admin'],
} as const satisfies Record<string, readonly Party[]>

/** Everything that a route or a page can declare. */
export type Permission = keyof typeof permissions

/**
 * What a key can be given: looking, and what scanners and carriers' programs do. Whatever is somebody's judgement or moves
 * money is a person's, and an admin, who alone makes keys, is neither finance nor approver.
 */
export const machineMoves = [
  'arrange-pickup',
  'bring-carrier-events',
  'close-manifest',
  'damage',
  'hand-over',
  'label',
  'list-claims',
  'lose',
  'order-again',
  're-weigh',
  'read-document',
  'receive',
  'scan',
  'see-audits',
  'see-claim',
  'see-jobs',
  'see-journal',
  'see-payments',
  'see-shipments',
  'see-unidentified',
] as const satisfies readonly Permission[]

/** What wants a proof that is some minutes old at most: who left the desk unlocked loses no money and no rights by it. */
export const dangerous: readonly Permission[] = [
  'approve-run',
  'change-own-factors',
  'confirm-roles',
  'confirm-waiver',
  'confirm-write-off',
  'end-own-sessions',
  'erase-personal-data',
  'export-personal-data',
  'lift-data-hold',
  'lift-hold',
  'load-programme',
  'manage-api-keys',
  'manage-staff',
  'manage-webhooks',
  'release-goods',
  'reset-factors',
  'see-bank-account',
  'set-off',
]

/** Who tells what is owed does not release it, nor does who can hand out rights. No account holds both of a pair. */
export const exclusive: readonly (readonly [Role, Role])[] = [
  ['auditor', 'approver'],
  ['second-auditor', 'approver'],
  ['programme-manager', 'approver'],
  ['programme-manager', 'finance'],
  ['admin', 'approver'],
  ['admin', 'finance'],
]
