/**
 * The one value that carries what the house is made of: database, clock, vault, texts, mailer, keys, drawings and the
 * table of consequences. Nothing below imports it; each file declares the few fields that it takes.
 */
import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import type { Clock } from './base/calendar.ts'
import { writeWhole } from './base/whole-file.ts'
import { openAccessPoint, type AccessPoint } from './billing/access-point.ts'
import type { Follow } from './claims/advance.ts'
import { draftToken, linkToken, opensClaim, opensDraft, opensTour, tourToken } from './claims/link.ts'
import { makeHeadKey, openHeadKey, type HeadKey } from './claims/head.ts'
import { tellOfHouse } from './claims/journal-store.ts'
import type { Printer } from './claims/printing.ts'
import type { Settings } from './config.ts'
import { followWith, type ConsequenceDesk } from './consequences.ts'
import { openDatabase, type Database } from './database.ts'
import type { Drawing, Press } from './documents/store.ts'
import { openDrawingRoom, type DrawingRoom } from './drawing-room.ts'
import { drawingsWith } from './drawings.ts'
import { readEvidence } from './evidence/reading/read.ts'
import { openVault, type Vault } from './evidence/vault.ts'
import { openVirusScanner, type VirusScanner } from './evidence/virus-scanner.ts'
import { openHouseKeys } from './house-keys.ts'
import { enqueue } from './jobs/store.ts'
import { openKeys, type KeyFolder } from './keys.ts'
import { openLabelKeys, type LabelKeys } from './label-keys.ts'
import { adviceMailTo } from './letters/pre-advice.ts'
import { openMailer, type Mailer } from './mail/mailer.ts'
import { openMailTemplates, type MailTemplates } from './mail/render.ts'
import { openVies, type VatRegister } from './parties/vies.ts'
import type { Exporting } from './privacy/exporting.ts'
import { erasureListName } from './privacy/list-store.ts'
import { overviewOf } from './privacy/overview.ts'
import type { Retention } from './privacy/retention.ts'
import type { Reader } from './reading.ts'
import { retentionIn } from './retention-file.ts'
import type { CarrierAccounts } from './shipping/carriers/accounts.ts'
import type { Caller } from './shipping/carriers/call.ts'
import { callerFor } from './shipping/carriers/calling.ts'
import type { Connection } from './shipping/carriers/capabilities.ts'
import { openAdviceOutbox, type AdviceMail, type AdviceOutbox } from './shipping/carriers/outbox.ts'
import type { TokenKeys } from './shipping/token.ts'
import { openOrganisation, type Organisation } from './staff/organisation.ts'
import { type RelyingParty, relyingPartyOf } from './staff/relying-party.ts'
import type { TellOfAccount } from './staff/telling.ts'
import { missingLetters } from './typefaces.ts'
import { posterFor, type Poster } from './webhooks/posting.ts'
import { openTexts, type Locale, type Texts } from './texts/texts.ts'
import { openLog, type Logger } from './web/log.ts'
import { openPages } from './web/page.ts'
import { openStreams, type Streams } from './web/streams.ts'

export type Context = ConsequenceDesk &
  Press & {
    readonly settings: Settings
    readonly https: boolean
    /** True where those who move money or give rights need a second factor. */
    readonly strict: boolean
    /** For whom passkeys are made; undefined where browsers make none. */
    readonly relyingParty: RelyingParty | undefined
    /** The other house that knows who staff are; undefined where none is set. */
    readonly organisation: Organisation | undefined
    readonly db: Database
    readonly clock: Clock
    readonly log: Logger
    readonly texts: (locale: Locale) => Texts
    readonly vault: Vault
    /** Sees what was sent in before it is kept; undefined where none is set. */
    readonly virusScanner: VirusScanner | undefined
    /** What is told to pages while they are open. */
    readonly streams: Streams
    readonly keys: KeyFolder
    readonly labelKeys: LabelKeys
    /** Signs the journal's end of each day. */
    readonly headKey: HeadKey
    /** What scanned labels are verified with. */
    readonly tokenKeys: TokenKeys
    /** IANA time zone of the audit centre (R2). */
    readonly centreTimeZone: string
    readonly mailer: Mailer
    readonly accessPoint: AccessPoint
    /** Where carriers find their lists. */
    readonly adviceOutbox: AdviceOutbox
    /** Undefined where the carrier takes its lists from the folder alone. */
    readonly adviceMail: AdviceMail | undefined
    /** Threads that draw; none where everything is drawn between the answers. */
    readonly drawingRoom: DrawingRoom | undefined
    readonly accounts: CarrierAccounts
    /** Calls a carrier's server; undefined for a connection that is not set up. Only the worker does. */
    readonly callerOf: (connection: Connection) => Caller | undefined
    /** Sends a message to a receiver of webhooks. Only the worker does. */
    readonly postWebhook: Poster
    readonly templates: MailTemplates
    readonly follow: Follow
    /** Writes into the journal what was done to an account of staff or to a key. */
    readonly tell: TellOfAccount
    /** A seed that nobody can foretell, for a draw that is kept with it. */
    readonly seed: () => string
    readonly missingLetters: Printer['missingLetters']
    /** True when the token is the one of this claim's link. */
    readonly opensClaim: (reference: string, token: string) => boolean
    /** Path of the page on which an application that was begun goes on. */
    readonly draftPath: (id: string) => string
    /** Path of a driver's tour through one zone on one day. */
    readonly tourPath: (zone: string, date: string) => string
    readonly opensTour: (zone: string, date: string, token: string) => boolean
    readonly opensDraft: (id: string, token: string) => boolean
    /** Keys the hashes of participants' codes. */
    readonly secret: string
    /** The first page of what is given out on a participant. */
    readonly readPage: Exporting['readPage']
    readonly keepErasureList: (text: string) => Promise<void>
    /** How long what is held is kept, by country and kind. */
    readonly retention: Retention
    /** Looks at a file that was sent in, for seconds: only the worker does. */
    readonly readEvidence: Reader
    /** Where uploads lie until they are taken in. */
    readonly incoming: string
    /** Where others fetch lists and invoices from: none of it stays there for long. */
    readonly outgoing: readonly string[]
  }

/** What tests and the demonstration bring along instead of the real thing. */
export type Stand = {
  readonly clock?: Clock
  readonly mailer?: Mailer
  readonly log?: Logger
  readonly readEvidence?: Reader
  readonly seed?: () => string
  readonly vatRegister?: VatRegister
  readonly accessPoint?: AccessPoint
}

const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** Opens everything; touches neither network nor database yet. */
export function openContext(settings: Settings, stand: Stand = {}): Context {
  const { dataDir, publicUrl } = settings
  const clock = stand.clock ?? systemClock
  const texts = openTexts('templates/locales')
  const keys = openKeys(join(dataDir, 'keys'))
  const secret = keys.secret('links')
  const labelKeys = openLabelKeys(keys, clock, publicUrl)
  const mailbox = { folder: join(dataDir, 'outbox'), from: { name: 'Backhaul', address: settings.mailFrom } }
  const vault = openVault(resolve(dataDir, 'vault'))
  const mailer = stand.mailer ?? openMailer({ smtpUrl: settings.smtpUrl, ...mailbox })
  const templates = openMailTemplates({ directory: 'templates', texts })
  const drawings = drawingsWith({ texts, clock, labelKeys, vault })
  const room =
    settings.drawingThreads > 0
      ? openDrawingRoom({ dataDir, publicUrl }, settings.drawingThreads, clock)
      : undefined
  const context: Context = {
    settings,
    https: publicUrl.startsWith('https:'),
    strict: settings.mode === 'production',
    relyingParty: relyingPartyOf(publicUrl),
    organisation: organisationOf(settings),
    db: openDatabase(settings.databaseUrl, openHouseKeys(keys)),
    clock,
    log: stand.log ?? openLog(settings.logLevel),
    texts,
    keys,
    vault,
    streams: openStreams(),
    incoming: join(dataDir, 'incoming'),
    outgoing: [join(dataDir, 'pre-advice'), join(dataDir, 'peppol')],
    adviceOutbox: openAdviceOutbox(join(dataDir, 'pre-advice')),
    adviceMail:
      settings.preAdviceMail === undefined
        ? undefined
        : adviceMailTo({ mailer, templates, texts, from: mailbox.from, ...settings }, settings.preAdviceMail),
    accessPoint: stand.accessPoint ?? openAccessPoint(join(dataDir, 'peppol')),
    mailer,
    templates,
    readEvidence: stand.readEvidence ?? readEvidence,
    retention: retentionIn('templates/retention.yaml'),
    virusScanner: settings.clamdUrl === undefined ? undefined : openVirusScanner(settings.clamdUrl),
    readPage: readPageWith(texts),
    keepErasureList: (text) => writeWhole(dataDir, erasureListName, Buffer.from(text)),
    labelKeys,
    headKey: openHeadKey(keys.secret('journal.pem', makeHeadKey)),
    tokenKeys: labelKeys.tokenKeys,
    drawingRoom: room,
    drawings: room ? mapped(drawings, (kind) => room.draw(kind)) : drawings,
    enqueue,
    seed: stand.seed ?? (() => randomBytes(16).toString('hex')),
    vatRegister: stand.vatRegister ?? registerOf(settings),
    missingLetters,
    follow: followWith(() => context),
    tell: (trx, told, by) => tellOfHouse(trx, told, by, clock.now()),
    linkTo: (reference) => `${publicUrl}/c/${reference}/${linkToken(secret, reference)}`,
    draftPath: (id) => `/draft/${id}/${draftToken(secret, id)}`,
    tourPath: (zone, date) => `/tour/${zone}/${date}/${tourToken(secret, zone, date)}`,
    opensTour: (zone, date, token) => opensTour(secret, zone, date, token),
    opensDraft: (id, token) => opensDraft(secret, id, token),
    secret,
    opensClaim: (reference, token) => opensClaim(secret, reference, token),
    gs1CompanyPrefix: settings.gs1CompanyPrefix,
    accounts: accountsOf(settings),
    centreTimeZone: settings.centreTimeZone,
    callerOf: callersOf(settings),
    postWebhook: posterFor({ privateHosts: settings.webhookPrivateHosts }),
  }
  return context
}

/** The page stands alone, so that it needs no asset by its served path. */
const readPageWith =
  (texts: Context['texts']): Exporting['readPage'] =>
  (locale, gathered) => {
    const pages = openPages({ texts, directory: 'templates/pages', asset: (name) => name })
    return pages.render(locale, 'personal-data', overviewOf(gathered, texts(locale)))
  }

const organisationOf = ({ organisation, publicUrl, carriers }: Settings): Organisation | undefined =>
  organisation && openOrganisation(organisation, { publicUrl, privateHosts: carriers.privateHosts })

const registerOf = ({ viesUrl, carriers }: Settings): VatRegister | undefined =>
  viesUrl ? openVies(viesUrl, carriers) : undefined

const accountsOf = ({ carriers }: Settings): CarrierAccounts => ({
  'own-contract': { ...(carriers.ownContractSecret && { webhookSecret: carriers.ownContractSecret }) },
  karrio: {
    ...(carriers.karrioUrl && { url: new URL(carriers.karrioUrl).origin }),
    ...(carriers.karrioToken && { token: carriers.karrioToken }),
    ...(carriers.karrioSecret && { webhookSecret: carriers.karrioSecret }),
  },
})

function callersOf(settings: Settings): Context['callerOf'] {
  const { privateHosts } = settings.carriers
  const accounts = accountsOf(settings)
  return (connection) => {
    const { url, token } = accounts[connection] ?? {}
    return url && token ? callerFor({ url, token, privateHosts }) : undefined
  }
}

/** Closes what is open. In-flight work must have ended by then. */
export async function closeContext({ db, mailer, drawingRoom }: Context): Promise<void> {
  mailer.close()
  await drawingRoom?.close()
  await db.destroy()
}

const mapped = (drawings: Press['drawings'], drawing: (kind: string) => Drawing): Press['drawings'] =>
  Object.fromEntries(Object.keys(drawings).map((kind) => [kind, drawing(kind)]))
