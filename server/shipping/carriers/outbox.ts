/**
 * The way of a list to its carrier: a folder from which the carrier, or whatever carries files to it, takes what it finds.
 * A file is there whole or not at all, and the same list gives the same file.
 */
import { writeWhole } from '../../base/whole-file.ts'

export type AdviceOutbox = {
  /** Resolves when the file stands on the disk. The same name may come again after a crash. */
  readonly put: (name: string, bytes: Buffer) => Promise<void>
}

/** Files in `folder`, which is made when missing. */
export const openAdviceOutbox = (folder: string): AdviceOutbox => ({
  put: (name, bytes) => writeWhole(folder, name, bytes),
})
