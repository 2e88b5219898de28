/**
 * What content is accepted as evidence. The first bytes decide, never the name or what the browser claims. Says
 * nothing about whether the rest of the file is sound: images.ts and pdfs.ts do.
 */
import { fileTypeFromBuffer } from 'file-type'
import { type Fault } from '../base/refusal.ts'

export const acceptedMediaTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const

export type MediaType = (typeof acceptedMediaTypes)[number]

/** A photo of a label by the best phones takes 12 MB; a scanned invoice far less. */
export const megabytesAtMost = 15

export const bytesAtMost = megabytesAtMost * 1_000_000

/** Enough to know every type; archives would otherwise be followed through the whole file. */
const bytesLookedAt = 4100

const appleTypes = ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence', 'image/avif']

/** The type of what was sent, or the fault that says why it cannot be taken: empty, too large, not of a known kind. */
export async function mediaTypeOf(sent: Uint8Array): Promise<MediaType | Fault> {
  if (sent.length === 0) return fault('empty-file')
  if (sent.length > bytesAtMost) return fault('file-too-large', { limit: megabytesAtMost })
  const found = (await fileTypeFromBuffer(sent.subarray(0, bytesLookedAt)))?.mime
  if (found && appleTypes.includes(found)) return fault('heic-refused')
  const accepted = acceptedMediaTypes.find((type) => type === found)
  return accepted ?? fault('file-type-refused')
}

const fault = (code: string, facts?: Fault['facts']): Fault => ({ code, path: '', ...(facts && { facts }) })
