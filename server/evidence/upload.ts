/**
 * Files on their way in over HTTP. They wait on disk for their turn, so that memory depends on the turns and not on how
 * many people send at once; when the answer is given none is left. What happens to content is intake.ts's business.
 */
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Request, RequestHandler, Response } from 'express'
import multer from 'multer'
import { refuse, Refusal, type Fault } from '../base/refusal.ts'
import { typedIn } from '../web/request.ts'
import { takeIn, type Intake } from './intake.ts'
import { bytesAtMost, megabytesAtMost } from './kinds.ts'
import type { EvidenceFile } from './store.ts'

export type Reception = Intake & {
  /** A folder for files on their way; made when missing. */
  readonly incoming: string
  /** Who sends, in one word as `actorText` gives. @throws Refusal when they may not. */
  readonly whose: (request: Request) => Promise<string>
}

export type Field = { readonly field: string; readonly filesAtMost: number }

/** A page's form has some forty fields; five combinations of product and device a hundred (R15). */
const formLimits = {
  fileSize: bytesAtMost,
  fields: 300,
  fieldSize: 8_000,
  fieldNameSize: 100,
  fieldNestingDepth: 5,
  fieldArrayIndexLimit: 50,
  headerPairs: 20,
}

/**
 * Middleware for a page's `multipart/form-data` form, working without JavaScript. Files come in under `field`, or under
 * `<field>.<kind>` where the form asks for several kinds. Afterwards `request.body` holds the
 * text fields, and under `field` the ids of all evidence: those in hidden inputs of that name and those just taken in.
 * A file that is refused does not lose the rest of the form: `uploadFaults(response)` tells why. Put the file input
 * last in the form, because text behind an oversized file is not read.
 * @throws Refusal `upload-unreadable` when the form itself cannot be read.
 */
export function receiveUpload(
  office: Reception,
  { field, filesAtMost, kind }: Field & { kind: string },
): RequestHandler {
  const accept = formReader(office, { field, filesAtMost }, 'any-kind')
  return async (request, response, next) => {
    const by = await office.whose(request)
    const taken: string[] = []
    const faults: Fault[] = []
    const keepFault = (error: unknown): void => {
      if (!(error instanceof Refusal) || !isAboutTheFile(error)) throw error
      faults.push(...error.faults.map((fault) => ({ ...fault, path: `/${field}` })))
    }
    await withFiles(accept, request, response, async (file) => {
      await take(office, file, kindOf(file, kind), by).then(({ id }) => void taken.push(id), keepFault)
    }).catch(keepFault)
    const typed = typedIn(request)
    request.body = { ...typed, [field]: [...idsIn(typed[field]), ...taken] }
    response.locals['uploadFaults'] = faults
    next()
  }
}

/** What was wrong with files of this form; empty when none was sent. */
export const uploadFaults = (response: Response): readonly Fault[] =>
  (response.locals['uploadFaults'] as readonly Fault[] | undefined) ?? []

/**
 * Takes in exactly one file of a form, for the JSON API. @throws Refusal, `file-missing` when none was sent.
 */
export function receiveOne(
  office: Reception,
  field: string,
): (request: Request, response: Response) => Promise<EvidenceFile> {
  const accept = formReader(office, { field, filesAtMost: 1 })
  return async (request, response) => {
    const by = await office.whose(request)
    let taken: EvidenceFile | undefined
    await withFiles(accept, request, response, async (file) => {
      taken = await take(office, file, kindIn(request.body as Record<string, unknown>), by)
    })
    if (!taken) throw refuse('invalid', 'file-missing', undefined, `/${field}`)
    return taken
  }
}

/** Removes what a killed process left behind; files younger than an hour may be another process's. */
export async function clearIncoming(incoming: string, now: Date): Promise<void> {
  for (const name of await readdir(incoming).catch(() => [])) {
    const place = join(incoming, name)
    const found = await stat(place).catch(() => undefined)
    if (found && now.getTime() - found.mtimeMs > 3_600_000) await rm(place, { force: true })
  }
}

function formReader(
  { incoming }: Reception,
  { field, filesAtMost }: Field,
  kinds: 'one-kind' | 'any-kind' = 'one-kind',
): RequestHandler {
  const reader = multer({
    dest: incoming,
    defParamCharset: 'utf8',
    limits: { ...formLimits, files: filesAtMost, parts: formLimits.fields + filesAtMost },
    fileFilter: (_request, { fieldname }, done) => {
      if (fieldname.split('.')[0] === field) done(null, true)
      else done(new multer.MulterError('LIMIT_UNEXPECTED_FILE', fieldname))
    },
  })
  return kinds === 'any-kind' ? reader.any() : reader.array(field, filesAtMost)
}

/** The kind that the field names, else the form's own. */
const kindOf = ({ fieldname }: Express.Multer.File, kind: string): string => {
  const named = fieldname.split('.')[1] ?? ''
  return isKind(named) ? named : kind
}

const isKind = (text: string): boolean => /^[a-z][a-z0-9-]{0,39}$/.test(text)

/** Hands over each file; however it ends, none is left on disk. */
async function withFiles(
  accept: RequestHandler,
  request: Request,
  response: Response,
  use: (file: Express.Multer.File) => Promise<void>,
): Promise<void> {
  await new Promise<void>((done, fail) => {
    void accept(request, response, (error?: unknown) =>
      error === undefined ? done() : fail(refusalOf(error)),
    )
  })
  const files = (request.files as Express.Multer.File[] | undefined) ?? []
  try {
    for (const file of files) await use(file)
  } finally {
    await Promise.all(files.map(({ path }) => rm(path, { force: true })))
  }
}

const take = (office: Intake, file: Express.Multer.File, kind: string, by: string): Promise<EvidenceFile> =>
  takeIn(office, { read: () => readFile(file.path), name: file.originalname, kind, by })

/** What multer and its parser complain of, in our words. A full disk stays an error: it is ours to repair. */
function refusalOf(error: unknown): unknown {
  if ((error as NodeJS.ErrnoException).syscall) return error
  const code = error instanceof multer.MulterError ? error.code : ''
  if (code === 'LIMIT_FILE_SIZE') return refuse('too-large', 'file-too-large', { limit: megabytesAtMost })
  if (code === 'LIMIT_FILE_COUNT' || code === 'LIMIT_UNEXPECTED_FILE')
    return refuse('invalid', 'too-many-files')
  return refuse('malformed', 'upload-unreadable')
}

const isAboutTheFile = ({ kind }: Refusal): boolean => kind !== 'malformed'

const idsIn = (value: unknown): string[] =>
  [value].flat().filter((id): id is string => typeof id === 'string' && /^[0-9a-f]{32}$/.test(id))

/** The programme says which kinds it wants; here only the spelling is held. */
function kindIn(body: Record<string, unknown>): string {
  const kind = body['kind']
  if (typeof kind === 'string' && isKind(kind)) return kind
  throw refuse('invalid', 'evidence-kind-wrong', undefined, '/kind')
}
