/**
 * The way to a Peppol access point: a folder from which its software takes what it finds. A file is there whole or not
 * at all, under the name of its sending; the same sending gives the same file.
 */
import { writeWhole } from '../base/whole-file.ts'

export type AccessPoint = {
  /** Resolves when the access point has the message. The same `instanceId` may come again after a crash. */
  readonly send: (message: { readonly instanceId: string; readonly bytes: Buffer }) => Promise<void>
}

/** Files in `folder`, which is made when missing. */
export const openAccessPoint = (folder: string): AccessPoint => ({
  send: ({ instanceId, bytes }) => writeWhole(folder, `${instanceId}.xml`, bytes),
})
