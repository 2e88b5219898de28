/** Which documents of `docs` are pages of the site, in which languages, and their text. Reads files; knows no page. */
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Locale } from '../texts/texts.ts'
import { rendered, type Rendered } from './markdown.ts'

/** In the order in which they are listed. The first is for everybody, and in every language. */
export const guideNames = [
  'participants',
  'auditors',
  'finance',
  'managers',
  'programme-files',
  'webhooks',
] as const
export type GuideName = (typeof guideNames)[number]

/** True for the name of a guide, such as an address may give it. */
export const isGuide = (name: string): name is GuideName => (guideNames as readonly string[]).includes(name)

export type Guide = Rendered & {
  /** Of its words: English where nobody has written it in the reader's language. */
  readonly language: Locale
}

export type Guides = {
  /** `tableName`: what a table that scrolls is called to those who do not see it. */
  readonly guide: (name: GuideName, locale: Locale, tableName: string) => Guide
  /** A picture of the guides, undefined for any other name. */
  readonly picture: (name: string) => Buffer | undefined
}

/** The documents below `directory`, each read and written as HTML when it is first asked for. */
export function openGuides(directory: string): Guides {
  const known = new Map<string, Guide>()
  const pictures = new Map<string, Buffer>()
  const fileOf = (name: GuideName, locale: Locale): string | undefined =>
    [
      join('guide', `${name}.${locale}.md`),
      ...(locale === 'en' ? [join('guide', `${name}.md`), `${name}.md`] : []),
    ]
      .map((file) => join(directory, file))
      .find((file) => existsSync(file))
  const written = (name: GuideName, locale: Locale, tableName: string): Guide => {
    const own = fileOf(name, locale)
    const file = own ?? fileOf(name, 'en')
    if (file === undefined) throw new Error(`no document of the guide ${name}`)
    return {
      ...rendered(readFileSync(file, 'utf8'), { hrefOf, pictureOf, tableName }),
      language: own ? locale : 'en',
    }
  }
  return {
    guide: (name, locale, tableName) => {
      // What a table is called is the caller's: another name for it is another page.
      const key = [name, locale, tableName].join(' ')
      const one = known.get(key) ?? written(name, locale, tableName)
      known.set(key, one)
      return one
    },
    picture: (name) => {
      const file = join(directory, 'pictures', name)
      if (!/^[\w-]+\.webp$/.test(name) || !existsSync(file)) return undefined
      const bytes = pictures.get(name) ?? readFileSync(file)
      pictures.set(name, bytes)
      return bytes
    },
  }
}

/** The address of a guide. */
export const guideHref = (name: string): string => `/help/${name}`

const pictureOf = (link: string): string => guideHref(`pictures/${basename(link)}`)

/** Other documents are for whoever has the source at hand. */
function hrefOf(link: string): string | undefined {
  if (/^(?:https?:|#)/.test(link)) return link
  const name = basename(link, '.md')
  return isGuide(name) || name === 'api' ? guideHref(name) : undefined
}
