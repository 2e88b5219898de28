/** Who may know whom. The floors and the reasons are told in docs and in the head comments; this holds them. */
import { basename, dirname, join } from 'node:path/posix'
import { importsOf, server, type Source } from './sources.ts'

/** Floors from the ground up. A room may import itself and lower floors; rooms on one floor are strangers. */
const floors = [
  ['base'],
  ['texts'],
  ['web'],
  ['programmes'],
  ['evidence', 'parties', 'staff', 'mail', 'documents', 'jobs'],
  ['claims'],
  ['shipping', 'audit', 'billing', 'payments', 'warranty'],
  ['letters', 'privacy', 'webhooks'],
  // The composed world as one value, and who asks. Only the pages and the demonstration above take it whole.
  ['context.ts', 'identity.ts'],
  ['portal', 'demonstration', 'help'],
  ['desks'],
]

/** Pure packages that every file may use. */
const everywhere = ['zod', 'temporal-polyfill', 'node:crypto', 'node:path']

/**
 * What else a file may load, by its name in any room or by its path, and why. A file that is not named here is pure:
 * facts in, decision out, today's date included.
 */
const reach: readonly (readonly [file: string, why: string, ...targets: string[]])[] = [
  ['routes.ts', 'speaks HTTP as JSON', 'express', 'database.ts'],
  ['*-routes.ts', 'speaks HTTP as JSON', 'express', 'database.ts'],
  ['pages.ts', 'speaks HTTP as pages', 'express', 'database.ts'],
  ['*-pages.ts', 'speaks HTTP as pages', 'express', 'database.ts'],
  ['*-view.ts', 'reads what a page shows', 'database.ts'],
  ['*-list.ts', 'reads the rows of a list', 'database.ts'],
  ['*-lists.ts', 'reads the rows of several lists', 'database.ts'],
  ['store.ts', 'spells rows', 'database.ts'],
  ['*-store.ts', 'spells the rows of one noun', 'database.ts'],
  [
    'base/calendar.ts',
    'public holidays are data, loaded when first asked for',
    'date-holidays',
    'node:module',
  ],
  ['base/whole-file.ts', 'writes files for other programs', 'node:fs/promises'],
  ['texts/texts.ts', 'reads each locale once', 'node:fs', 'intl-messageformat'],
  ['web/operation.ts', 'a handler gets the transaction of its request', 'database.ts'],
  ['web/mount.ts', 'the one place that makes routes', 'express', 'database.ts'],
  ['web/request.ts', 'reads a request', 'express'],
  ['web/frame.ts', 'what every page stands in', 'express'],
  ['web/streams.ts', 'tells an open page how far something is', 'express'],
  ['web/declared.ts', 'reads which routes there are', 'express'],
  ['web/problem-handler.ts', 'answers what was thrown', 'express'],
  ['web/fetch-metadata.ts', 'refuses requests of other sites', 'express'],
  ['web/back-off.ts', 'keeps the counts as the package that counts wants them', 'express-rate-limit'],
  ['web/security.ts', 'headers and limits', 'express', 'helmet', 'express-rate-limit', 'node:http'],
  ['web/outgoing.ts', 'the one place that calls out', 'request-filtering-agent', 'node:http', 'node:https'],
  ['web/log.ts', 'writes one line per request', 'express', 'pino'],
  ['web/metrics.ts', 'numbers for Prometheus', 'express', 'prom-client'],
  ['web/page.ts', 'renders pages', 'nunjucks', 'node:module', 'govuk-frontend/package.json'],
  ['web/chart.ts', 'draws charts', 'vega', 'vega-lite'],
  ['web/assets.ts', 'reads and packs the assets', 'node:fs', 'node:zlib', 'node:module', 'node:util'],
  ['programmes/source.ts', 'reads YAML with its line numbers', 'yaml'],
  ['programmes/line-diff.ts', 'compares texts by lines', 'diff'],
  ['parties/vat-id.ts', 'check digits of every country', 'jsvat'],
  ['parties/bank-account.ts', 'IBAN', 'ibantools'],
  ['staff/passwords.ts', 'hashes passwords', '@node-rs/argon2'],
  ['staff/sign-in.ts', 'opens and finds sessions', 'database.ts'],
  ['staff/choosing.ts', 'acts: a password and what is told of it', 'database.ts'],
  ['staff/own-factors.ts', 'acts: an app or codes and what is told of them', 'database.ts'],
  ['staff/proving.ts', 'acts: a proof and the session after it', 'database.ts'],
  ['staff/organisation.ts', 'asks another house who staff are', 'openid-client'],
  ['staff/passkeys.ts', 'checks what authenticators sign', '@simplewebauthn/server'],
  ['staff/passkey-proving.ts', 'acts: a passkey and the session after it', 'database.ts'],
  ['staff/totp.ts', 'codes of authenticator apps', 'otplib'],
  ['staff/demonstration.ts', 'makes the accounts of a demonstration', 'database.ts'],
  ['evidence/kinds.ts', 'the content decides, not the name', 'file-type'],
  ['evidence/images.ts', 're-encodes pictures', 'sharp'],
  [
    'evidence/programs.ts',
    'opens what strangers sent in processes of their own',
    'node:child_process',
    'node:os',
    'node:url',
  ],
  ['evidence/pdf-names.ts', 'looks inside packed PDF objects', 'node:zlib'],
  ['evidence/virus-scanner.ts', 'asks clamd', 'node:net'],
  ['evidence/vault.ts', 'keeps files by their hash', 'node:fs/promises'],
  ['evidence/upload.ts', 'receives files', 'express', 'multer', 'node:fs/promises'],
  ['evidence/intake.ts', 'acts: one file up to its row', 'database.ts'],
  ['evidence/tidying.ts', 'acts: removes what nobody claimed', 'database.ts'],
  ['evidence/reading/read.ts', 'acts: reads one file and keeps what it found', 'database.ts'],
  ['jobs/queue.ts', 'acts: does what is due', 'database.ts'],
  ['mail/mailer.ts', 'touches the network or the outbox folder', 'nodemailer', 'node:fs/promises'],
  ['mail/outbox.ts', 'acts: one mail from row to sent', 'database.ts'],
  ['mail/render.ts', 'fills templates', 'nunjucks', 'node:fs'],
  ['mail/markup.ts', 'has MJML compiled apart', 'node:child_process', 'node:url', 'node:util'],
  ['mail/markup.ts', 'keeps what was compiled', 'node:fs', 'node:module'],
  ['mail/compile.ts', 'MJML is large, so its process ends', 'mjml', 'node:fs'],
  ['documents/pdf.ts', 'draws', 'pdfkit'],
  ['documents/pdf-file.ts', 'packs what it writes', 'node:zlib'],
  ['documents/font-parts.ts', 'cuts letters out of fonts', 'fontkit'],
  ['documents/sheet.ts', 'draws', 'pdfkit'],
  ['documents/barcode.ts', 'draws', 'qr'],
  ['documents/matrix.ts', 'draws', 'bwip-js/node'],
  ['documents/picture.ts', 'draws', '@napi-rs/canvas'],
  ['documents/fonts.ts', 'reads the shipped fonts once', 'node:fs', 'fontkit'],
  ['claims/advance.ts', 'the one writer of claims', 'database.ts'],
  ['claims/facts.ts', 'gathers what a decision has to know', 'database.ts'],
  ['claims/submission.ts', 'acts: a new claim', 'database.ts'],
  ['claims/consenting.ts', 'acts: a consent taken back', 'database.ts'],
  ['claims/approving.ts', 'acts: orders many approvals at once', 'database.ts'],
  ['claims/enrolling.ts', 'acts: an enrolment and the trace it changes', 'database.ts'],
  ['claims/eligibility.ts', 'asks the rules about rows, keeps nothing', 'database.ts'],
  ['claims/editions.ts', 'acts: an edition and its entry', 'database.ts'],
  [
    'claims/replaying.ts',
    'acts: goes through claims and keeps what it found',
    'database.ts',
    'node:timers/promises',
  ],
  ['claims/export.ts', 'streams the journal', 'database.ts'],
  ['portal/proof-pages.ts', 'takes a paper in to hash it', 'multer'],
  ['portal/begun.ts', 'acts: an application that is being filled in', 'database.ts'],
  ['portal/access.ts', "acts: a participant's code and its mail", 'database.ts'],
  ['shipping/opening.ts', 'acts: a shipment for an approved claim', 'database.ts'],
  ['shipping/reissue.ts', 'acts: labels made anew', 'database.ts'],
  ['shipping/attempt.ts', "acts: a carrier's visit and its moves", 'database.ts'],
  ['shipping/booking.ts', 'acts: the carrier’s day, agreed, moved or called off', 'database.ts'],
  ['shipping/offering.ts', 'reads which days are free', 'database.ts'],
  ['shipping/invitation-order.ts', 'acts: orders a calendar entry', 'database.ts'],
  ['shipping/reweigh.ts', 'acts: a drop-off becomes a pick-up', 'database.ts'],
  ['shipping/receipt-order.ts', 'acts: orders the receipt of a hand-over', 'database.ts'],
  ['shipping/receiving.ts', 'acts: a scan and its move', 'database.ts'],
  ['shipping/carriers/following.ts', "acts: a carrier's word and its moves", 'database.ts'],
  ['shipping/carriers/gathering.ts', 'reads what a carrier has to know', 'database.ts'],
  ['shipping/carriers/ordering.ts', 'acts: writes orders with their cause', 'database.ts'],
  ['shipping/carriers/sending.ts', 'acts: one order to its carrier', 'database.ts'],
  ['shipping/carriers/asking.ts', 'acts: asks for what is in doubt', 'database.ts'],
  ['shipping/carriers/event-routes.ts', 'receives lists of events', 'multer'],
  ['shipping/carriers/manifest.ts', "acts: closes a carrier's list", 'database.ts'],
  ['shipping/carriers/pre-advice.ts', 'writes CSV', 'csv-stringify/sync'],
  ['shipping/carriers/manifest-facts.ts', 'reads the CSV back', 'csv-parse/sync'],
  ['shipping/carriers/delivering.ts', 'acts: one list to its carrier', 'database.ts'],
  ['shipping/carriers/visiting.ts', 'acts: a visit that a carrier told of', 'database.ts'],
  ['letters/application.ts', 'asks for deadlines and papers at once', 'database.ts'],
  ['letters/carrier-label.ts', 'acts: a mail when the last label came', 'database.ts'],
  ['shipping/carriers/event-list.ts', "reads a carrier's list", 'csv-parse/sync'],
  ['shipping/looking.ts', 'reads which parcels a scan means', 'database.ts'],
  ['shipping/unidentified.ts', 'acts: what nobody can tell, and its match', 'database.ts'],
  ['shipping/undoing.ts', 'acts: a scan taken back and its move', 'database.ts'],
  ['shipping/label-printing.ts', 'acts: labels given out and signed', 'database.ts'],
  ['shipping/label-batch.ts', 'acts: labels of many claims at once', 'database.ts'],
  ['shipping/label-fetching.ts', 'acts: a label given out by its link', 'database.ts'],
  ['documents/zip.ts', 'packs files', 'yazl', 'node:stream/consumers'],
  ['shipping/label-ending.ts', 'acts: labels used up, void and expired', 'database.ts'],
  ['shipping/invitation.ts', 'calendar files', 'ical-generator'],
  ['audit/inspection.ts', 'acts: an inspection and its move', 'database.ts'],
  ['audit/erasure.ts', 'acts: a report of erasure', 'database.ts'],
  ['audit/erasure-report.ts', 'reads XML and CSV of other programs', 'fast-xml-parser', 'csv-parse/sync'],
  ['audit/packing.ts', 'acts: orders the papers of an audit', 'database.ts'],
  ['desks/floor-pages.ts', 'writes a table that spreadsheets open', 'csv-stringify/sync'],
  ['desks/erasure-pages.ts', 'receives a file that is no evidence', 'multer'],
  ['audit/turn.ts', 'asks whose turn it is, under the lock of the claim', 'database.ts'],
  ['billing/proposing.ts', 'acts: a proposal of what is decided', 'database.ts'],
  ['claims/agreeing.ts', 'acts: a signed agreement and its document', 'database.ts'],
  ['billing/answering.ts', 'acts: an answer and its move', 'database.ts'],
  ['claims/offer-answering.ts', 'acts: an answer to an offer and its move', 'database.ts'],
  ['billing/agreement-end.ts', 'acts: the end of an agreement', 'database.ts'],
  ['billing/crediting.ts', 'acts: a credit note and its move', 'database.ts'],
  ['billing/issued-files.ts', 'acts: the files of an issued document', 'database.ts'],
  ['billing/objecting.ts', 'acts: an objection and its move', 'database.ts'],
  ['billing/issuing.ts', 'acts: an invoice and its number', 'database.ts'],
  ['payments/bank-xml.ts', "reads a bank's XML", 'sax'],
  ['payments/paying.ts', 'acts: a run and its moves', 'database.ts'],
  ['payments/recovering.ts', 'acts: what is owed to us', 'database.ts'],
  ['payments/rewarding.ts', 'acts: a reward leaves, and its move', 'database.ts'],
  ['payments/charging.ts', 'acts: charges and their invoice', 'database.ts'],
  ['payments/settling.ts', 'acts: the end of a payment', 'database.ts'],
  ['payments/matching.ts', 'acts: a movement out of suspense', 'database.ts'],
  ['payments/answering.ts', "acts: a bank's answer and its moves", 'database.ts'],
  ['payments/account-giving.ts', 'acts: an account and its move', 'database.ts'],
  [
    'payments/bank-upload.ts',
    'keeps bank files on disk while they are read',
    'express',
    'multer',
    'node:fs',
    'node:fs/promises',
    'node:stream/promises',
  ],
  ['help/markdown.ts', 'writes the documentation as HTML', 'markdown-it'],
  ['help/guides.ts', 'reads the documentation', 'node:fs'],
  ['webhooks/secret.ts', 'signs as the standard says', 'standardwebhooks'],
  ['webhooks/telling.ts', 'acts: writes down who is told of what happened', 'database.ts'],
  ['webhooks/sending.ts', 'acts: one message to its receiver', 'database.ts'],
  ['webhooks/replaying.ts', 'acts: messages sent again', 'database.ts'],
  ['privacy/exporting.ts', 'acts: gives out what is held', 'database.ts'],
  ['privacy/again.ts', 'acts: erases what a restored backup brought back', 'database.ts'],
  ['privacy/expiring.ts', 'acts: lets go what was kept long enough', 'database.ts'],
  ['privacy/retention-job.ts', 'orders its own next step', 'database.ts'],
  ['privacy/finishing.ts', 'acts: takes erased files off the disk', 'database.ts'],
  ['payments/account-showing.ts', 'acts: a number shown and its entry', 'database.ts'],
  ['desks/account-changes.ts', 'acts: a change to an account and its entry', 'database.ts'],
  ['staff/guessable.ts', 'lists of common passwords', '@zxcvbn-ts/core', '@zxcvbn-ts/language-common'],
  ['staff/telling.ts', 'tells in the transaction of what it tells', 'database.ts'],
  ['staff/hiring.ts', 'acts: an account and what it waits for', 'database.ts'],
  ['portal/claim-act.ts', 'one act of a participant from form to answer', 'express'],
  [
    'desks/what-if-pages.ts',
    'writes long tables',
    'csv-stringify/sync',
    'node:stream',
    'node:stream/promises',
  ],
  ['desks/ledger-view.ts', 'writes CSV', 'csv-stringify/sync'],
  ['desks/export-pages.ts', 'streams long files', 'node:stream', 'node:stream/promises'],
  ['desks/listed.ts', 'writes CSV', 'csv-stringify/sync'],
  ['desks/ledger-pages.ts', 'streams long files', 'node:stream', 'node:stream/promises'],
  ['desks/tasks.ts', 'acts: one act on many things', 'database.ts'],
  ['desks/act.ts', 'one act of a desk from form to answer', 'express'],
]

/** Programs that the server starts apart; they load only packages and know nothing of the house. */
const rooms = server.filter(({ file }) => file.includes('/') && file.endsWith('.ts'))

test('every room has its floor', () => {
  expect(floors.flat()).toEqual(expect.arrayContaining(rooms.map(({ file }) => roomOf(file))))
})

test.each(rooms)('server/$file knows only what it may', (source) => {
  expect(importsOf(source).filter((target) => !mayImport(source, target))).toEqual([])
})

test('every name in the table of reach is of use', () => {
  const files = rooms.map(({ file }) => file)
  const idle = reach.filter(([pattern]) => pattern.includes('/') && !files.includes(pattern))
  expect(idle.map(([pattern]) => pattern)).toEqual([])
})

test('the imports are seen as they are written', () => {
  const text = `import a from 'a'\nimport { b } from "b"\nconst c = await import('c')\nexport * from './d.ts'\nrequire('e')`
  expect(importsOf({ file: '', text })).toEqual(['a', 'b', 'c', './d.ts', 'e'])
})

test.each([
  ['claims/decide.ts', '../shipping/label.ts', 'a room on a higher floor'],
  ['shipping/label.ts', '../billing/vat.ts', 'a stranger on the same floor'],
  ['claims/decide.ts', 'node:fs', 'the disk from a pure file'],
  ['claims/decide.ts', '../database.ts', 'the database from a pure file'],
  ['claims/decide.ts', '../context.ts', 'the composition'],
])('%s may not load %s: %s', (file, target) => {
  expect(mayImport({ file, text: '' }, target)).toBe(false)
})

function mayImport({ file }: Source, target: string): boolean {
  const path = target.startsWith('.') ? join(dirname(file), target) : target
  if (everywhere.includes(path) || reachOf(file).includes(path)) return true
  if (!target.startsWith('.') || floorOf(path) < 0) return false
  return roomOf(path) === roomOf(file) || floorOf(path) < floorOf(file)
}

const reachOf = (file: string): readonly string[] =>
  reach.filter(([pattern]) => isOf(pattern, file)).flatMap(([, , ...targets]) => targets)

const isOf = (pattern: string, file: string): boolean =>
  pattern.startsWith('*') ? file.endsWith(pattern.slice(1)) : [file, basename(file)].includes(pattern)

const roomOf = (path: string): string => path.split('/')[0] ?? ''

const floorOf = (path: string): number => floors.findIndex((floor) => floor.includes(roomOf(path)))
