/**
 * The ways of a list to its carrier. Always a folder, from which the carrier, or whatever carries files to it, takes what it
 * finds; where it has given an address, a mail as well. A file is there whole or not at all, and the same list gives the
 * same files and the same mail.
 */
import { writeWhole } from '../../base/whole-file.ts'

export type AdviceOutbox = {
  /** Resolves when the file stands on the disk. The same name may come again after a crash. */
  readonly put: (name: string, bytes: Buffer) => Promise<void>
}

/** A closed list on its way: its lines for machines as CSV, and on paper as PDF. */
export type AdviceList = {
  /** `PA-000001`. */
  readonly number: string
  /** An instant in ISO text. */
  readonly closedAt: string
  readonly lines: number
  readonly csv: Buffer
  readonly pdf: Buffer
}

/** Resolves when the mail is out. The same list may come again after a crash, under the same Message-ID. */
export type AdviceMail = (list: AdviceList) => Promise<void>

/** Files in `folder`, which is made when missing. */
export const openAdviceOutbox = (folder: string): AdviceOutbox => ({
  put: (name, bytes) => writeWhole(folder, name, bytes),
})
