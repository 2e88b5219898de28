/**
 * Bank files on their way in: XML as the body, or one file of a form. Each lies on disk while it is read, so that memory
 * does not grow with it, and none is left when the answer is given. What a file says is answer-store.ts's business.
 */
import { createHash, randomUUID } from 'node:crypto'
import { closeSync, createWriteStream, openSync, readSync } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Request, RequestHandler, Response } from 'express'
import multer from 'multer'
import { refuse } from '../base/refusal.ts'
import type { BankFile } from './answer-store.ts'
import type { Slices } from './bank-xml.ts'

export type Spool = {
  /** A folder for files on their way; made when missing. */
  readonly incoming: string
}

/** Largest bank file that is taken, in bytes: some 150,000 entries. More would hold the books for minutes. */
export const bankFileAtMost = 64 * 1024 * 1024

const sliceBytes = 64 * 1024

/**
 * Hands the one file that was sent to `use`. @throws Refusal `too-large` / `bank-file-too-large`, `invalid` /
 * `file-missing`, `unsupported` / `wrong-media-type`, `malformed` / `upload-unreadable`, and whatever `use` throws.
 */
export async function withBankFile<Result>(
  { incoming }: Spool,
  request: Request,
  response: Response,
  use: (file: BankFile) => Promise<Result>,
): Promise<Result> {
  const isForm = request.is('multipart/form-data') !== false
  if (!isForm && request.is(['application/xml', 'text/xml']) === false)
    throw refuse('unsupported', 'wrong-media-type')
  // Said beforehand it is refused beforehand; a form's own lines are some hundred bytes more than its file.
  if (Number(request.headers['content-length'] ?? 0) > bankFileAtMost + sliceBytes) throw tooLarge()
  await mkdir(incoming, { recursive: true })
  const path = isForm ? await spoolForm(incoming, request, response) : await spoolBody(incoming, request)
  try {
    return await use(await fileAt(path))
  } finally {
    await rm(path, { force: true })
  }
}

const tooLarge = (): Error =>
  refuse('too-large', 'bank-file-too-large', { limit: bankFileAtMost / 1024 / 1024 })

async function spoolBody(incoming: string, request: Request): Promise<string> {
  const path = join(incoming, randomUUID())
  let seen = 0
  const measured = async function* (body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const part of body) {
      seen += part.length
      if (seen > bankFileAtMost) throw tooLarge()
      yield part
    }
  }
  try {
    await pipeline(request, measured, createWriteStream(path))
  } catch (error) {
    await rm(path, { force: true })
    throw seen > bankFileAtMost || (error as NodeJS.ErrnoException).syscall
      ? error
      : refuse('malformed', 'upload-unreadable')
  }
  return path
}

async function spoolForm(incoming: string, request: Request, response: Response): Promise<string> {
  const reader: RequestHandler = multer({
    dest: incoming,
    limits: { fileSize: bankFileAtMost, files: 1, fields: 5, fieldSize: 1000, parts: 6 },
  }).single('file')
  await new Promise<void>((done, fail) => {
    void reader(request, response, (error?: unknown) =>
      error === undefined ? done() : fail(refusalOf(error)),
    )
  })
  if (!request.file) throw refuse('invalid', 'file-missing', undefined, '/file')
  return request.file.path
}

/** What multer complains of, in our words. A full disk stays an error: it is ours to repair. */
function refusalOf(error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (syscall) return error
  return code === 'LIMIT_FILE_SIZE' ? tooLarge() : refuse('malformed', 'upload-unreadable')
}

/** A file on disk, to be read while it lies there. @throws Refusal `invalid` / `file-missing` for one without a byte. */
export async function fileAt(path: string): Promise<BankFile> {
  const { size: sizeBytes } = await stat(path)
  if (sizeBytes === 0) throw refuse('invalid', 'file-missing', undefined, '/file')
  const hash = createHash('sha256')
  for (const slice of slicesAt(path)) hash.update(slice)
  return { sha256: hash.digest('hex'), sizeBytes, slices: () => slicesAt(path) }
}

/** Read as they are asked for: the reader of the XML waits for nothing else meanwhile. */
function* slicesAt(path: string): Slices & Generator<Uint8Array> {
  const file = openSync(path, 'r')
  const room = new Uint8Array(sliceBytes)
  try {
    for (;;) {
      const read = readSync(file, room)
      if (read === 0) return
      yield room.subarray(0, read)
    }
  } finally {
    closeSync(file)
  }
}
