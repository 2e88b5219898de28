/** Writing a file so that whoever looks into its folder finds it whole or not at all, whatever crashes. */
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Resolves when the file stands on the disk. The folder is made when missing; the same name again replaces the file. */
export async function writeWhole(folder: string, name: string, bytes: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true })
  const unfinished = join(folder, `.${name}.part`)
  const file = await open(unfinished, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(unfinished, join(folder, name))
}

/** Takes away what was written there before that moment: a way out is no archive. A folder that is not there holds nothing. */
export async function forgetWritten(folder: string, before: Date): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const place = join(folder, name)
    const found = await stat(place).catch(() => undefined)
    if (found?.isFile() && found.mtimeMs < before.getTime()) await rm(place, { force: true })
  }
}
