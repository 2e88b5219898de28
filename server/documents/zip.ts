/** Files as one ZIP archive. The same files give the same bytes. */
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** PDF is packed already, so nothing is packed again. Names have to differ. */
export async function zipped(files: readonly { name: string; bytes: Buffer }[]): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { name, bytes } of files)
    zip.addBuffer(bytes, name, { compress: false, mtime: new Date(dateOfAll), mode: 0o100_644 })
  zip.end()
  return buffer(zip.outputStream)
}

/** The first moment that the format knows. */
const dateOfAll = '1980-01-01T00:00:00'
