/** A bank's file that was never on a disk, for walks and tests. */
import { createHash } from 'node:crypto'
import type { BankFile } from '../../server/payments/answer-store.ts'

const sliceBytes = 64 * 1024

/** The bytes as they would come from the disk, slice by slice. */
export const fileOf = (bytes: Buffer): BankFile => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  sizeBytes: bytes.length,
  *slices() {
    for (let at = 0; at < bytes.length; at += sliceBytes) yield bytes.subarray(at, at + sliceBytes)
  },
})
