/**
 * The one way in: content looked at and scanned, pictures redrawn, PDFs checked, bytes into the vault, then the row. What
 * is refused leaves nothing behind; a crash between vault and row leaves bytes that nobody can reach.
 */
import { randomBytes } from 'node:crypto'
import { sha256 } from '../base/canonical.ts'
import type { Clock } from '../base/calendar.ts'
import { refuse, Refusal, type Fault, type RefusalKind } from '../base/refusal.ts'
import type { Database } from '../database.ts'
import type { Logger } from '../web/log.ts'
import { mediaTypeOf, type MediaType } from './kinds.ts'
import { harmlessName } from './names.ts'
import { checkPdf } from './pdfs.ts'
import { keepEvidence, type EvidenceFile } from './store.ts'
import { turns } from './turns.ts'
import type { Vault } from './vault.ts'
import type { VirusScanner } from './virus-scanner.ts'

export type Intake = {
  readonly db: Database
  readonly vault: Pick<Vault, 'put'>
  readonly clock: Clock
  /** Undefined where none is set up. */
  readonly virusScanner?: VirusScanner | undefined
  readonly log?: Pick<Logger, 'warn'> | undefined
}

export type Upload = {
  /** Called when it is this file's turn, so that waiting files take no memory. */
  readonly read: () => Promise<Buffer>
  /** As the sender calls it. */
  readonly name: string
  /** What it is to prove: `proof-of-purchase`. */
  readonly kind: string
  /** Who sent it, in one word as `actorText` gives. */
  readonly by: string
}

/** Two cores at most, 400 MB at worst; a hundred waiting files are a minute's work. */
const inTurn = turns(2, 100)

const kinds: Readonly<Record<string, RefusalKind>> = {
  'file-too-large': 'too-large',
  'file-type-refused': 'unsupported',
  'heic-refused': 'unsupported',
}

/**
 * Takes one file in. Not to be called in a transaction: it computes for seconds.
 * @throws Refusal with a code of `mediaTypeOf`, `redraw` or `checkPdf`, `file-infected`, `virus-scanner-away`, or
 * `uploads-busy`; then nothing is kept.
 */
export const takeIn = ({ db, vault, clock, ...guard }: Intake, upload: Upload): Promise<EvidenceFile> =>
  inTurn(async () => {
    const sent = await upload.read()
    const found = await kindOfContent(sent)
    // Before anything of ours opens it.
    await mustBeClean(guard, sent)
    const { bytes, thumbnail, look, pages, mediaType } = await harmlessOf(sent, found)
    const file: EvidenceFile = {
      id: randomBytes(16).toString('hex'),
      kind: upload.kind,
      name: harmlessName(upload.name, mediaType),
      mediaType,
      bytes: bytes.length,
      sha256: await vault.put(bytes),
      sentSha256: sha256(sent),
      thumbnailSha256: thumbnail ? await vault.put(thumbnail) : null,
      look: look ?? null,
      pages,
      uploadedAt: clock.now(),
      uploadedBy: upload.by,
      claimReference: null,
    }
    await keepEvidence(db, file)
    return file
  })

export type Harmless = {
  readonly bytes: Buffer
  readonly mediaType: MediaType
  readonly pages: number
  readonly thumbnail?: Buffer
  readonly look?: string | undefined
}

/** What may be kept of what was sent: a picture drawn anew as JPEG, or the PDF as it is. @throws Refusal as `takeIn`. */
export const makeHarmless = async (sent: Buffer): Promise<Harmless> =>
  harmlessOf(sent, await kindOfContent(sent))

async function kindOfContent(sent: Buffer): Promise<MediaType> {
  const found = await mediaTypeOf(sent)
  if (typeof found !== 'string') throw refused(found)
  return found
}

/** What no scanner has seen is not kept: who sends it is there and can send it again (decision 25). */
async function mustBeClean(
  { virusScanner, log }: Pick<Intake, 'virusScanner' | 'log'>,
  sent: Buffer,
): Promise<void> {
  if (!virusScanner) return
  const finding = await virusScanner.findingIn(sent).catch((error: unknown) => {
    log?.warn({ err: error }, 'virus scanner away')
    throw refuse('unavailable', 'virus-scanner-away', { seconds: 120 })
  })
  if (finding === undefined) return
  log?.warn({ finding }, 'virus found in an upload')
  throw refuse('invalid', 'file-infected', { finding })
}

async function harmlessOf(sent: Buffer, found: MediaType): Promise<Harmless> {
  if (found === 'application/pdf') return { bytes: sent, mediaType: found, pages: await checkPdf(sent) }
  // sharp is loaded by the first picture and not by the start.
  const { redraw } = await import('./images.ts')
  return { ...(await redraw(sent)), mediaType: 'image/jpeg', pages: 1 }
}

const refused = (fault: Fault): Refusal => new Refusal(kinds[fault.code] ?? 'invalid', [fault])
