/**
 * File names as strangers choose them, made harmless: a name is shown to staff and offered to their browser when they
 * download, and does nothing else. Where a file lies is told by its hash alone.
 */
import type { MediaType } from './kinds.ts'

/** Longer names break off in lists and in some file systems. Counted in characters, the extension apart. */
const lengthAtMost = 80

const extensions: Record<MediaType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
}

const nameless = 'evidence'

// Windows opens devices by these names, whatever the extension.
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/**
 * The last part of a path, without characters that steer a terminal, the direction of writing or a file system, and
 * with the extension of what the content really is: `../../a\u202Egpj.exe` of a JPEG becomes `agpj.jpg`.
 */
export function harmlessName(sent: string, mediaType: MediaType): string {
  const last = sent.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*%]/g, ' ')
    .replace(/\s+/g, ' ')
  const stem = [...withoutExtension(plain)].slice(0, lengthAtMost).join('')
  const tidy = stem.replace(/^[\s.-]+|[\s.]+$/g, '')
  const safe = tidy === '' || reserved.test(tidy) ? `${nameless}${tidy && `-${tidy}`}` : tidy
  return `${safe}.${extensions[mediaType]}`
}

const withoutExtension = (name: string): string => name.replace(/\.[A-Za-z0-9]{1,5}$/, '')
